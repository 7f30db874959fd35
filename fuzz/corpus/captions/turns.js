// turns
const T = [
 {"speaker": "A", "start": 1, "end": 2000, "text": "Good evening.",}, /* x */
 {"text": "All.", "speaker": "B"},
];
