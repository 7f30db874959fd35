// SPDX-License-Identifier: Apache-2.0
// The only source that includes Asio and Beast. Threads: each io thread runs one context and owns the connections given
// to it; nothing of a connection is touched from elsewhere. Handlers run in workers_ and come back by post.
// Lambdas and aggregates are named on the line before a co_await: compilers have freed them twice inside of it.
#include "http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <utility>

#include "http/answer_cache.h"
#include "http/listen_address.h"
#include "http/request_ids.h"

namespace dais::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kMaxHeaderBytes = 16U << 10U;
constexpr std::size_t kMaxTargetBytes = 8U << 10U;
constexpr std::size_t kFirstRead = 1024;  ///< What an idle connection holds.
constexpr std::size_t kFileChunk = 128U << 10U;
constexpr auto kAwaitTuple = asio::as_tuple(asio::use_awaitable);

class Session;

struct IoThread {
  std::unordered_set<Session*> sessions;
  bool draining = false;
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(context);
  std::thread thread;
};

class BeastServer final : public Server {
 public:
  BeastServer(ServerOptions options, const Router& router)
      : options_(std::move(options)),
        router_(router),
        cache_(options_.cache_bytes),
        workers_(static_cast<std::size_t>(std::max(options_.worker_threads, 1))) {
    for (int i = 0; i < std::max(options_.io_threads, 1); ++i) io_.push_back(std::make_unique<IoThread>());
    acceptor_.emplace(io_.front()->context);
  }
  ~BeastServer() override { BeastServer::stop(); }
  BeastServer(const BeastServer&) = delete;
  BeastServer& operator=(const BeastServer&) = delete;

  Status listen();
  void run();

  std::uint16_t port() const override { return port_; }
  void stop() override;
  std::uint64_t open_connections() const override { return open_; }

 private:
  friend class Session;

  asio::awaitable<void> accept_all();
  asio::awaitable<void> serve(IoThread& home, tcp::socket socket);
  void turn_away(tcp::socket socket);
  void connection_opened() { ++open_; }
  void connection_closed();

  /// A place in the line of the workers.
  bool enter_line();
  void leave_line() { --in_line_; }
  asio::awaitable<SharedRepresentation> make_on_worker(Request request, Coding accepted, std::string key,
                                                       std::uint64_t generation);
  SharedRepresentation make(const Request& request, Coding accepted, std::string key, std::uint64_t generation);
  SharedRepresentation represent_error(const Request& request, const Error& error, Fields headers = {}) const;
  std::uint64_t generation() const { return options_.generation ? options_.generation() : 0; }

  const ServerOptions options_;
  const Router& router_;
  AnswerCache cache_;
  RequestIds ids_;
  std::atomic<std::uint64_t> open_ = 0;
  std::atomic<int> in_line_ = 0;
  std::mutex mutex_;
  std::condition_variable all_closed_;
  std::once_flag stop_once_;
  std::uint16_t port_ = 0;
  // In this order: workers end before the contexts that they post to, sessions before their thread's set.
  std::vector<std::unique_ptr<IoThread>> io_;
  std::optional<tcp::acceptor> acceptor_;
  asio::thread_pool workers_;
};

/// One connection: reads a request, answers it, reads the next. What a pipelining client sent ahead waits in buffer_.
class Session {
 public:
  Session(BeastServer& server, IoThread& home, tcp::socket socket)
      : server_(server), home_(home), stream_(std::move(socket)) {
    home_.sessions.insert(this);
    server_.connection_opened();
  }
  ~Session() {
    home_.sessions.erase(this);
    server_.connection_closed();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  asio::awaitable<void> run() {
    for (bool is_first = true; !home_.draining; is_first = false) {
      if (!co_await wait_for_request(is_first)) break;
      const ReadEnd end = co_await read_header();
      if (end == ReadEnd::kGone) break;
      const bool stays = end == ReadEnd::kRequest ? co_await answer() : co_await refuse(end);
      if (!stays) break;
    }
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  /// Called on the session's own thread.
  void drain() {
    if (idle_) stream_.cancel();
  }
  void close_now() { stream_.close(); }

 private:
  enum class ReadEnd { kRequest, kGone, kMalformed, kHeaderTooLarge };
  using Parser = beast::http::request_parser<beast::http::empty_body>;

  asio::awaitable<bool> wait_for_request(bool is_first) {
    parser_.reset();
    if (buffer_.size() > 0) co_return true;
    if (buffer_.capacity() > 4 * kFirstRead) buffer_.shrink_to_fit();
    const Deadlines& deadlines = server_.options_.deadlines;
    stream_.expires_after(is_first ? deadlines.header : deadlines.idle);
    idle_ = true;
    const auto [problem, got] = co_await stream_.async_read_some(buffer_.prepare(kFirstRead), kAwaitTuple);
    idle_ = false;
    if (problem) co_return false;
    buffer_.commit(got);
    co_return true;
  }

  asio::awaitable<ReadEnd> read_header() {
    parser_.emplace();
    parser_->header_limit(kMaxHeaderBytes);
    parser_->body_limit(boost::none);
    // One deadline for the whole header: a line now and then does not move it.
    stream_.expires_after(server_.options_.deadlines.header);
    const auto [problem, got] = co_await beast::http::async_read_header(stream_, buffer_, *parser_, kAwaitTuple);
    started_ = Clock::now();
    if (!problem) co_return ReadEnd::kRequest;
    if (problem == beast::http::error::header_limit || problem == beast::http::error::buffer_overflow) {
      co_return ReadEnd::kHeaderTooLarge;
    }
    const bool talks = problem.category() == make_error_code(beast::http::error::bad_method).category() &&
                       problem != beast::http::error::end_of_stream && problem != beast::http::error::partial_message;
    co_return talks ? ReadEnd::kMalformed : ReadEnd::kGone;
  }

  std::string_view field(beast::http::field name) const {
    const auto found = parser_->get().find(name);
    if (found == parser_->get().end()) return {};
    return {found->value().data(), found->value().size()};
  }
  std::string_view target() const { return {parser_->get().target().data(), parser_->get().target().size()}; }
  std::string_view method() const {
    return {parser_->get().method_string().data(), parser_->get().method_string().size()};
  }

  /// Why this request is refused before anything is asked of the router: its status, or 0.
  int protocol_refusal() const {
    const auto& message = parser_->get();
    if (message.version() != 10 && message.version() != 11) return 505;
    if (target().size() > kMaxTargetBytes) return 414;
    const bool is_read = method() == "GET" || method() == "HEAD";
    const auto length = parser_->content_length();
    if (is_read && (parser_->chunked() || (length && *length > 0))) return 413;
    if (message.version() == 11 && message.count(beast::http::field::host) != 1) return 400;
    return 0;
  }

  asio::awaitable<bool> refuse(ReadEnd end) {
    const int status = end == ReadEnd::kHeaderTooLarge ? 431 : 400;
    co_return co_await refuse_with(status);
  }

  /// For what is no request: a line of text, and the connection ends.
  asio::awaitable<bool> refuse_with(int status) {
    id_ = server_.ids_.next();
    Response response{status, "text/plain; charset=utf-8", {}, status_line_text(status) + "\nRequest " + id_ + "\n"};
    auto made = represent(std::move(response), Coding::kIdentity, Effort::kQuick);
    const auto representation = std::make_shared<const Representation>(std::move(*made));
    co_await send(representation, Wish{}, Envelope::Connection::kCloses);
    co_await swallow_the_rest();
    co_return false;
  }

  asio::awaitable<bool> answer() {
    if (const int status = protocol_refusal(); status != 0) co_return co_await refuse_with(status);
    id_ = server_.ids_.next();
    from_cache_ = false;
    const bool is_read = method() == "GET" || method() == "HEAD";
    const SharedRepresentation representation = co_await find_or_make();
    Wish wish;
    wish.if_none_match = field(beast::http::field::if_none_match);
    wish.if_modified_since = field(beast::http::field::if_modified_since);
    wish.range = field(beast::http::field::range);
    wish.if_range = field(beast::http::field::if_range);
    wish.head_only = method() == "HEAD";
    // A refused method may have a body, which is not read.
    const bool stays = is_read && parser_->get().keep_alive() && !home_.draining;
    auto connection = Envelope::Connection::kCloses;
    if (stays) {
      const bool says_so = parser_->get().version() == 10;
      connection = says_so ? Envelope::Connection::kStaysAndSaysSo : Envelope::Connection::kStays;
    }
    const bool sent = co_await send(representation, wish, connection);
    if (sent && !is_read) co_await swallow_the_rest();
    co_return sent&& stays;
  }

  asio::awaitable<SharedRepresentation> find_or_make() {
    const Coding accepted =
        accepts_gzip(field(beast::http::field::accept_encoding)) ? Coding::kGzip : Coding::kIdentity;
    std::string key(accepted == Coding::kGzip ? "z" : "i");
    key += target();
    const std::uint64_t generation = server_.generation();
    const bool is_read = method() == "GET" || method() == "HEAD";
    if (SharedRepresentation kept = is_read ? server_.cache_.find(key, generation) : nullptr) {
      from_cache_ = true;
      co_return kept;
    }
    // HEAD is answered as GET and the body left out: so its headers are the same.
    auto request = parse_target(is_read ? "GET" : method(), target());
    if (!request) {
      Request unread;
      unread.path = plain_beginning(target());
      unread.request_id = id_;
      co_return server_.represent_error(unread, request.error());
    }
    fill_in(*request);
    if (!server_.enter_line()) {
      const Error busy{ErrorCode::kUnavailable, "all workers are busy and the line is full"};
      Fields headers{{"Retry-After", "2"}};
      co_return server_.represent_error(*request, busy, std::move(headers));
    }
    co_return co_await server_.make_on_worker(std::move(*request), accepted, std::move(key), generation);
  }

  void fill_in(Request& request) const {
    request.request_id = id_;
    boost::system::error_code gone;
    const auto peer = stream_.socket().remote_endpoint(gone);
    if (!gone) request.client = peer.address().to_string();
    for (const auto& one : parser_->get()) {
      std::string name(one.name_string());
      std::ranges::transform(name, name.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      request.headers.emplace_back(std::move(name), std::string(one.value()));
    }
  }

  asio::awaitable<bool> send(const SharedRepresentation& representation, const Wish& wish,
                             Envelope::Connection connection) {
    const Envelope envelope{id_, connection};
    const Reply reply = compose(*representation, wish, envelope);
    bool sent = false;
    if (representation->file) {
      sent = co_await write_file(*representation->file, reply);
    } else {
      const std::string_view body = representation->body;
      sent = co_await write_all(reply.head, body.substr(0, reply.count));
    }
    report(reply);
    co_return sent;
  }

  /// A deadline for each piece that the reader takes, not one for all: a long answer to a slow reader is no attack.
  asio::awaitable<bool> write_all(std::string_view head, std::string_view body) {
    while (!head.empty() || !body.empty()) {
      const std::array<asio::const_buffer, 2> left{asio::buffer(head), asio::buffer(body)};
      stream_.expires_after(server_.options_.deadlines.write);
      const auto [problem, put] = co_await stream_.async_write_some(left, kAwaitTuple);
      if (problem) co_return false;
      const std::size_t of_head = std::min(put, head.size());
      head.remove_prefix(of_head);
      body.remove_prefix(put - of_head);
    }
    co_return true;
  }

  asio::awaitable<bool> write_file(const OpenFile& file, const Reply& reply) {
    std::uint64_t offset = reply.offset;
    std::uint64_t left = reply.count;
    std::string_view head = reply.head;
    std::string chunk;
    do {
      chunk.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kFileChunk)));
      const ssize_t got =
          chunk.empty() ? 0 : ::pread(file.descriptor.get(), chunk.data(), chunk.size(), static_cast<off_t>(offset));
      // A file that shrank: its length was promised, so only hanging up is honest.
      if (got < 0 || (got == 0 && left > 0)) co_return false;
      const std::string_view piece(chunk.data(), static_cast<std::size_t>(got));
      if (!co_await write_all(head, piece)) co_return false;
      head = {};
      offset += piece.size();
      left -= piece.size();
    } while (left > 0);
    co_return true;
  }

  /// Closing on bytes that were not read resets the connection, and the peer may lose what we wrote (RFC 9112, 9.6).
  asio::awaitable<void> swallow_the_rest() {
    constexpr std::size_t kMost = 1U << 20U;
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::min(server_.options_.deadlines.write, std::chrono::milliseconds{2000}));
    std::array<char, 4096> waste;
    for (std::size_t total = 0; total < kMost;) {
      const auto [problem, got] = co_await stream_.async_read_some(asio::buffer(waste), kAwaitTuple);
      if (problem) break;
      total += got;
    }
  }

  void report(const Reply& reply) const {
    const auto& on_served = server_.options_.on_served;
    if (!on_served) return;
    const std::chrono::duration<double, std::milli> took = Clock::now() - started_;
    on_served({std::string(method()), std::string(target()), id_, reply.status, reply.head.size() + reply.count,
               took.count(), from_cache_});
  }

  BeastServer& server_;
  IoThread& home_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{2 * kMaxHeaderBytes};
  std::optional<Parser> parser_;
  std::string id_;
  Clock::time_point started_;
  bool idle_ = false;
  bool from_cache_ = false;
};

Status BeastServer::listen() {
  auto address = parse_listen_address(options_.listen);
  if (!address) return fail(std::move(address.error()));
  const auto refused = [&](const beast::error_code& problem) {
    return fail(ErrorCode::kIo, "cannot listen on " + options_.listen + ": " + problem.message());
  };
  beast::error_code problem;
  tcp::resolver resolver(io_.front()->context);
  const auto found = resolver.resolve(address->host, address->port, tcp::resolver::passive, problem);
  if (problem) return refused(problem);
  const tcp::endpoint endpoint = found.begin()->endpoint();
  acceptor_->open(endpoint.protocol(), problem);
  if (!problem) acceptor_->set_option(tcp::acceptor::reuse_address(true), problem);
  if (!problem) acceptor_->bind(endpoint, problem);
  if (!problem) acceptor_->listen(4096, problem);
  if (problem) return refused(problem);
  port_ = acceptor_->local_endpoint(problem).port();
  return {};
}

void BeastServer::run() {
  asio::co_spawn(io_.front()->context, accept_all(), asio::detached);
  for (const auto& io : io_) {
    io->thread = std::thread([context = &io->context] { context->run(); });
  }
}

asio::awaitable<void> BeastServer::accept_all() {
  asio::steady_timer pause(io_.front()->context);
  for (std::size_t turn = 0;; ++turn) {
    IoThread& home = *io_[turn % io_.size()];
    auto [problem, socket] = co_await acceptor_->async_accept(home.context, kAwaitTuple);
    if (!acceptor_->is_open()) co_return;
    if (problem) {
      // Out of descriptors or memory: connections wait in the kernel until some are given back.
      pause.expires_after(std::chrono::milliseconds{50});
      co_await pause.async_wait(kAwaitTuple);
      continue;
    }
    if (open_ >= static_cast<std::uint64_t>(options_.max_connections)) {
      turn_away(std::move(socket));
      continue;
    }
    beast::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    asio::co_spawn(home.context, serve(home, std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> BeastServer::serve(IoThread& home, tcp::socket socket) {
  try {
    Session session(*this, home, std::move(socket));
    co_await session.run();
  } catch (const std::exception&) {
    // No memory for this connection; the others go on.
  }
}

void BeastServer::turn_away(tcp::socket socket) {
  static constexpr std::string_view kFull =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  beast::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.send(asio::buffer(kFull), 0, ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void BeastServer::connection_closed() {
  const std::lock_guard lock(mutex_);
  if (--open_ == 0) all_closed_.notify_all();
}

bool BeastServer::enter_line() {
  const int most = std::max(options_.max_waiting, 0) + std::max(options_.worker_threads, 1);
  if (in_line_.fetch_add(1) < most) return true;
  --in_line_;
  return false;
}

asio::awaitable<SharedRepresentation> BeastServer::make_on_worker(Request request, Coding accepted, std::string key,
                                                                  std::uint64_t generation) {
  auto work = [this, request = std::move(request), accepted, key = std::move(key), generation]() mutable {
    SharedRepresentation made = make(request, accepted, std::move(key), generation);
    leave_line();
    return made;
  };
  auto start = [this](auto handler, auto job) {
    auto executor = asio::get_associated_executor(handler);
    auto on_worker = [executor, handler = std::move(handler), job = std::move(job)]() mutable {
      auto resume = [handler = std::move(handler), made = job()]() mutable { std::move(handler)(std::move(made)); };
      asio::post(executor, std::move(resume));
    };
    asio::post(workers_, std::move(on_worker));
  };
  using Token = asio::use_awaitable_t<>;
  co_return co_await asio::async_initiate<const Token, void(SharedRepresentation)>(start, asio::use_awaitable,
                                                                                   std::move(work));
}

SharedRepresentation BeastServer::make(const Request& request, Coding accepted, std::string key,
                                       std::uint64_t generation) {
  try {
    Response response = router_.dispatch(request);
    const bool is_file = std::holds_alternative<FileBody>(response.body);
    const bool may_be_kept =
        std::ranges::find(response.headers, std::pair<std::string, std::string>("Cache-Control", "no-store")) ==
        response.headers.end();
    const bool will_be_kept = !is_file && may_be_kept && response.status == 200 && request.method == "GET" &&
                              router_.keep_of(request.path) == Keep::kYes;
    auto made = represent(std::move(response), accepted, will_be_kept ? Effort::kThorough : Effort::kQuick);
    if (!made) return represent_error(request, made.error());
    auto shared = std::make_shared<const Representation>(std::move(*made));
    if (will_be_kept) cache_.keep(std::move(key), generation, shared);
    return shared;
  } catch (const std::exception& problem) {
    return represent_error(request, {ErrorCode::kInternal, request.path + ": " + problem.what()});
  }
}

SharedRepresentation BeastServer::represent_error(const Request& request, const Error& error, Fields headers) const {
  Response response = router_.error_response(request, error);
  for (auto& header : headers) response.headers.push_back(std::move(header));
  // Error answers hold text; were one to name a file that is gone, its status alone must do.
  const int status = response.status;
  auto made = represent(std::move(response), Coding::kIdentity, Effort::kQuick);
  Representation bare;
  bare.status = status;
  return std::make_shared<const Representation>(made ? std::move(*made) : std::move(bare));
}

void BeastServer::stop() {
  std::call_once(stop_once_, [this] {
    auto close_acceptor = [this] {
      beast::error_code ignored;
      acceptor_->close(ignored);
    };
    asio::post(io_.front()->context, close_acceptor);
    for (const auto& io : io_) {
      auto drain = [home = io.get()] {
        home->draining = true;
        for (Session* session : home->sessions) session->drain();
      };
      asio::post(io->context, drain);
    }
    {
      std::unique_lock lock(mutex_);
      all_closed_.wait_for(lock, options_.deadlines.drain, [this] { return open_ == 0; });
    }
    for (const auto& io : io_) {
      auto end = [home = io.get()] {
        for (Session* session : home->sessions) session->close_now();
        home->context.stop();
      };
      asio::post(io->context, end);
    }
    for (const auto& io : io_) {
      if (io->thread.joinable()) io->thread.join();
    }
    workers_.stop();
    workers_.join();
  });
}

/// A connection is a descriptor; shells give out 1,024.
void raise_descriptor_limit(int connections) {
  constexpr rlim_t kForOthers = 512;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = static_cast<rlim_t>(std::max(connections, 0)) + kForOthers;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, const Router& router) {
  try {
    raise_descriptor_limit(options.max_connections);
    auto server = std::make_unique<BeastServer>(std::move(options), router);
    if (auto bound = server->listen(); !bound) return fail(std::move(bound.error()));
    server->run();
    return server;
  } catch (const std::exception& problem) {
    return fail(ErrorCode::kIo, std::string("the web server could not be started: ") + problem.what());
  }
}

}  // namespace dais::http
