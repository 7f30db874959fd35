// SPDX-License-Identifier: Apache-2.0
#include "os/syscall_filter.h"

#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <span>

namespace dais::os {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

// The second table of system calls of 64-bit x86, which the refusals below would not see.
constexpr std::uint32_t kX32Bit = 0x40000000;

// Calls that this system's headers may lack stand as numbers: from Linux 5.1 on they are the same on all processors.
constexpr auto kAlwaysRefused = std::to_array<std::uint32_t>({
    __NR_ptrace,
    __NR_process_vm_readv,
    __NR_process_vm_writev,
    __NR_kcmp,
    438 /* pidfd_getfd */,
    434 /* pidfd_open */,
    424 /* pidfd_send_signal */,
    __NR_mount,
    __NR_umount2,
    __NR_pivot_root,
    __NR_chroot,
    428,
    429,
    430,
    431,
    432,
    433 /* the new mount calls */,
    442 /* mount_setattr */,
    __NR_unshare,
    __NR_setns,
    __NR_bpf,
    __NR_perf_event_open,
    __NR_userfaultfd,
    __NR_keyctl,
    __NR_add_key,
    __NR_request_key,
    __NR_init_module,
    __NR_finit_module,
    __NR_delete_module,
    __NR_kexec_load,
    425,
    426,
    427 /* io_uring */,
    __NR_reboot,
    __NR_swapon,
    __NR_swapoff,
    __NR_quotactl,
    __NR_acct,
    __NR_settimeofday,
    __NR_clock_settime,
    __NR_clock_adjtime,
    __NR_adjtimex,
    __NR_sethostname,
    __NR_setdomainname,
    __NR_personality,
    __NR_name_to_handle_at,
    __NR_open_by_handle_at,
    __NR_vhangup,
    __NR_syslog,
    __NR_setpriority,
    __NR_sched_setscheduler,
    __NR_sched_setparam,
    __NR_sched_setaffinity,
    __NR_sched_setattr,
    __NR_ioprio_set,
    __NR_migrate_pages,
    __NR_move_pages,
    __NR_fanotify_init,
#if defined(__x86_64__)
    __NR_iopl,
    __NR_ioperm,
    __NR_uselib,
    __NR_modify_ldt,
    __NR_kexec_file_load,
#endif
});

constexpr auto kNetworkCalls = std::to_array<std::uint32_t>(
    {__NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4});

// Signals too: where the child runs as our own user it could end us.
constexpr auto kOtherProcesses = std::to_array<std::uint32_t>({
    __NR_kill,
    __NR_tkill,
    __NR_tgkill,
    __NR_rt_sigqueueinfo,
    __NR_rt_tgsigqueueinfo,
#if defined(__x86_64__)
    __NR_fork,
    __NR_vfork,
#endif
});

class Program {
 public:
  void add(sock_filter instruction) { code_.push_back(instruction); }
  void load(std::size_t offset) { add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset))); }
  void answer(std::uint32_t action) { add(BPF_STMT(BPF_RET | BPF_K, action)); }
  void refuse(int number = EPERM) { answer(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(number)); }
  /// The `count` instructions that follow are done only where the accumulator is `value`.
  void only_where_equal(std::uint32_t value, std::uint8_t count) {
    add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count));
  }
  void refuse_all(std::span<const std::uint32_t> calls) {
    for (const std::uint32_t call : calls) {
      only_where_equal(call, 1);
      refuse();
    }
  }
  std::vector<sock_filter> take() { return std::move(code_); }

 private:
  std::vector<sock_filter> code_;
};

constexpr std::size_t kNumber = offsetof(seccomp_data, nr);

/// The lower half of an argument; both processors are little-endian.
constexpr std::size_t argument(std::size_t index) { return offsetof(seccomp_data, args) + index * 8; }

void check_architecture(Program& program) {
  program.load(offsetof(seccomp_data, arch));
  program.add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
  program.answer(SECCOMP_RET_KILL_PROCESS);
  program.load(kNumber);
  program.add(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32Bit, 0, 1));
  program.refuse();
}

/// Threads are made with CLONE_THREAD. clone3 hides its flags behind a pointer: told that there is none, the C library
/// takes clone.
void allow_threads_only(Program& program) {
  program.only_where_equal(435 /* clone3 */, 1);
  program.refuse(ENOSYS);
  program.only_where_equal(__NR_clone, 4);
  program.load(argument(0));
  program.add(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
  program.answer(SECCOMP_RET_ALLOW);
  program.refuse();
}

/// Its own limits it may read and lower; not those of another process of this user.
void keep_limits_of_others(Program& program) {
  program.only_where_equal(__NR_prlimit64, 4);
  program.load(argument(0));
  program.add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1));
  program.answer(SECCOMP_RET_ALLOW);
  program.refuse();
}

/// TIOCSTI types into the terminal that Dais was started from.
void keep_terminal(Program& program) {
  program.only_where_equal(__NR_ioctl, 5);
  program.load(argument(1));
  program.only_where_equal(TIOCSTI, 1);
  program.refuse();
  program.only_where_equal(0x541C /* TIOCLINUX */, 1);
  program.refuse();
}

}  // namespace

std::vector<sock_filter> make_syscall_filter(Network network, Processes processes) {
  if (kArchitecture == 0) return {};
  Program program;
  check_architecture(program);
  program.refuse_all(kAlwaysRefused);
  if (network == Network::kNone) program.refuse_all(kNetworkCalls);
  if (processes == Processes::kOne) {
    program.refuse_all(kOtherProcesses);
    allow_threads_only(program);
  }
  keep_limits_of_others(program);
  keep_terminal(program);
  program.answer(SECCOMP_RET_ALLOW);
  return program.take();
}

}  // namespace dais::os
