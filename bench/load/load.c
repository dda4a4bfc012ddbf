/*
 * Load for the benchmarks: keep-alive connections that poll instead of sleeping (waking a virtual core is dear and makes figures jump), or
 * that sleep where something else needs their core.
 * Reads a plan on standard input (see plan.ts), writes one line of JSON on standard output.
 *   load PORT CONNECTIONS SECONDS RATE      RATE 0: as fast as answers come; else so many chains' steps a second, latencies from when each was due
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 65536, TAKES = 4, LONGEST_VALUE = 4096 };

typedef struct { int slot; char *after; } Take;
typedef struct { int status; size_t head_length, body_length; char *head, *body; int takes; Take take[TAKES]; } Template;
typedef struct { int template_index, first_slot; } Step;
typedef struct { int steps, slots, next; Step *step; char **slot; } Chain;
typedef struct {
  int socket, is_busy;
  Chain *chain;
  double due;
  size_t out_length, out_sent, in_length;
  char out[BUFFER], in[BUFFER + 1];
} Connection;

static Template *templates;
static int template_count, chain_count, connection_count;
static Chain *chains;
static Connection *connections;
static uint32_t *latencies;
static size_t latency_count, latency_room;
static long good, bad, statuses[600];
static char first_bad[512];

static void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void *room(size_t bytes) {
  void *memory = calloc(1, bytes ? bytes : 1);
  if (!memory) die("no memory");
  return memory;
}

/* ---- the plan: numbers on lines, texts by their length ---- */

static int read_number(void) {
  int number;
  if (scanf("%d", &number) != 1) die("the plan ends too early");
  return number;
}

static char *read_text(size_t *length) {
  *length = (size_t)read_number();
  if (getchar() != '\n') die("a text begins on a new line");
  char *text = room(*length + 1);
  if (fread(text, 1, *length, stdin) != *length) die("the plan ends too early");
  return text;
}

static void read_plan(void) {
  size_t ignored;
  template_count = read_number();
  templates = room(sizeof(Template) * (size_t)template_count);
  for (int i = 0; i < template_count; i++) {
    Template *t = &templates[i];
    t->status = read_number();
    t->head = read_text(&t->head_length);
    t->body = read_text(&t->body_length);
    t->takes = read_number();
    for (int k = 0; k < t->takes && k < TAKES; k++) {
      t->take[k].slot = read_number();
      t->take[k].after = read_text(&ignored);
    }
  }
  chain_count = read_number();
  chains = room(sizeof(Chain) * (size_t)chain_count);
  for (int i = 0; i < chain_count; i++) {
    Chain *c = &chains[i];
    c->slots = read_number();
    c->slot = room(sizeof(char *) * (size_t)c->slots);
    for (int k = 0; k < c->slots; k++) c->slot[k] = read_text(&ignored);
    c->steps = read_number();
    c->step = room(sizeof(Step) * (size_t)c->steps);
    for (int k = 0; k < c->steps; k++) {
      c->step[k].template_index = read_number();
      c->step[k].first_slot = read_number();
    }
  }
}

/* ---- requests: `{{0}}` is the step's first slot, `{{length}}` the length of the body ---- */

static size_t fill(char *out, const char *text, size_t length, char **slots, size_t body_length) {
  size_t at = 0;
  for (size_t i = 0; i < length;) {
    if (text[i] == '{' && i + 1 < length && text[i + 1] == '{') {
      if (text[i + 2] == 'l') {
        at += (size_t)sprintf(out + at, "%zu", body_length);
        i += strlen("{{length}}");
      } else {
        const char *value = slots[text[i + 2] - '0'];
        size_t size = strlen(value);
        if (at + size > BUFFER - 64) die("a request is too long");
        memcpy(out + at, value, size);
        at += size;
        i += strlen("{{0}}");
      }
    } else {
      out[at++] = text[i++];
    }
  }
  return at;
}

static void send_more(Connection *c) {
  while (c->out_sent < c->out_length) {
    ssize_t sent = send(c->socket, c->out + c->out_sent, c->out_length - c->out_sent, MSG_NOSIGNAL);
    if (sent > 0) c->out_sent += (size_t)sent;
    else if (errno == EAGAIN) return;
    else die("a connection broke while sending: %s", strerror(errno));
  }
}

static Step *present_step(Connection *c) { return &c->chain->step[c->chain->next]; }

static void begin(Connection *c, double due) {
  static char body[BUFFER];
  Step *step = present_step(c);
  Template *t = &templates[step->template_index];
  char **slots = c->chain->slot + step->first_slot;
  size_t body_length = fill(body, t->body, t->body_length, slots, 0);
  size_t head_length = fill(c->out, t->head, t->head_length, slots, body_length);
  if (head_length + body_length > BUFFER) die("a request is too long");
  memcpy(c->out + head_length, body, body_length);
  c->out_length = head_length + body_length;
  c->out_sent = c->in_length = 0;
  c->is_busy = 1;
  c->due = due;
  send_more(c);
}

/* ---- answers ---- */

static const char *header_value(const char *in, const char *end, const char *name) {
  size_t length = strlen(name);
  for (const char *line = strstr(in, "\r\n"); line && line < end; line = strstr(line + 2, "\r\n"))
    if (!strncasecmp(line + 2, name, length) && line[2 + length] == ':') return line + 3 + length;
  return NULL;
}

/* Whether the whole answer is there. */
static int is_complete(Connection *c) {
  c->in[c->in_length] = 0;
  char *end = strstr(c->in, "\r\n\r\n");
  if (!end) return 0;
  const char *length = header_value(c->in, end, "content-length");
  if (length) return c->in_length >= (size_t)(end + 4 - c->in) + (size_t)atol(length);
  if (header_value(c->in, end, "transfer-encoding"))
    return c->in_length >= 5 && !memcmp(c->in + c->in_length - 5, "0\r\n\r\n", 5);
  return 1;
}

static void take_values(Connection *c, Step *step) {
  Template *t = &templates[step->template_index];
  for (int k = 0; k < t->takes; k++) {
    char *from = strstr(c->in, t->take[k].after);
    if (!from) die("no %s in the answer: %.600s", t->take[k].after, c->in);
    from += strlen(t->take[k].after);
    size_t length = strcspn(from, "\"&;\r\n ");
    if (length >= LONGEST_VALUE) die("a value is too long");
    char **slot = &c->chain->slot[step->first_slot + t->take[k].slot];
    if (strlen(*slot) < length) *slot = realloc(*slot, LONGEST_VALUE);
    memcpy(*slot, from, length);
    (*slot)[length] = 0;
  }
}

static void finish(Connection *c) {
  Step *step = present_step(c);
  int status = atoi(c->in + 9);
  if (status >= 0 && status < 600) statuses[status]++;
  if (status == templates[step->template_index].status) {
    good++;
    take_values(c, step);
  } else {
    if (bad++ == 0) snprintf(first_bad, sizeof first_bad, "%s", c->in);
  }
  if (latency_count < latency_room) latencies[latency_count++] = (uint32_t)((now() - c->due) * 1e6);
  c->chain->next = (c->chain->next + 1) % c->chain->steps;
  c->is_busy = 0;
}

/* Returns whether an answer was completed. */
static int receive(Connection *c) {
  ssize_t got = recv(c->socket, c->in + c->in_length, BUFFER - c->in_length, 0);
  if (got < 0 && errno == EAGAIN) return 0;
  if (got <= 0) die("the server closed a connection");
  c->in_length += (size_t)got;
  if (!is_complete(c)) return 0;
  finish(c);
  return 1;
}

static void connect_all(int port, int poll) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  connections = room(sizeof(Connection) * (size_t)connection_count);
  for (int i = 0; i < connection_count; i++) {
    Connection *c = &connections[i];
    int yes = 1;
    c->chain = &chains[i % chain_count];
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->socket, (struct sockaddr *)&address, sizeof address)) die("cannot connect: %s", strerror(errno));
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poll, EPOLL_CTL_ADD, c->socket, &event);
    fcntl(c->socket, F_SETFL, O_NONBLOCK);
  }
}

/* ---- the run ---- */

static Connection *find_idle(void) {
  static int last;
  for (int i = 0; i < connection_count; i++) {
    last = (last + 1) % connection_count;
    if (!connections[last].is_busy) return &connections[last];
  }
  return NULL;
}

/* What is due: late ones keep the time at which they were due, so that a server that stalls is not spared. */
static double begin_due(double next, double end, double rate) {
  for (double t = now(); next <= t && next < end; next += 1 / rate) {
    Connection *c = find_idle();
    if (!c) break;
    begin(c, next);
  }
  return next;
}

static int compare(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

static double percentile(double p) {
  return latency_count ? latencies[(size_t)((double)(latency_count - 1) * p)] / 1000.0 : 0;
}

static void print_json_text(const char *text) {
  putchar('"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') printf("\\%c", *text);
    else if ((unsigned char)*text < 32) printf("\\u%04x", *text);
    else putchar(*text);
  }
  putchar('"');
}

static void report(double seconds) {
  qsort(latencies, latency_count, sizeof *latencies, compare);
  printf("{\"seconds\":%.6f,\"good\":%ld,\"bad\":%ld,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"maxMs\":%.3f,\"statuses\":{", seconds, good, bad,
         percentile(0.5), percentile(0.99), percentile(1));
  for (int status = 0, some = 0; status < 600; status++)
    if (statuses[status]) printf("%s\"%d\":%ld", some++ ? "," : "", status, statuses[status]);
  printf("},\"firstBad\":");
  print_json_text(first_bad);
  printf(",\"values\":[");
  for (int i = 0; i < chain_count; i++) {
    printf(i ? ",[" : "[");
    for (int k = 0; k < chains[i].slots; k++) {
      if (k) putchar(',');
      print_json_text(chains[i].slot[k]);
    }
    putchar(']');
  }
  puts("]}");
}

int main(int count, char **arguments) {
  if (count != 6) die("load PORT CONNECTIONS SECONDS RATE polls|sleeps");
  connection_count = atoi(arguments[2]);
  double seconds = atof(arguments[3]), rate = atof(arguments[4]);
  /* Asleep it is late by a millisecond at most where requests have a pace. */
  int wait_ms = strcmp(arguments[5], "sleeps") ? 0 : 1;
  read_plan();
  if (chain_count < connection_count) die("each connection needs a chain of its own");
  latency_room = 50000000 < (size_t)(seconds * 200000) ? 50000000 : (size_t)(seconds * 200000) + 1000;
  latencies = room(sizeof *latencies * latency_room);
  int poll = epoll_create1(0);
  connect_all(atoi(arguments[1]), poll);
  double start = now(), end = start + seconds, next = start, last = start;
  int is_over = 0;
  if (rate == 0)
    for (int i = 0; i < connection_count; i++) begin(&connections[i], now());
  do {
    struct epoll_event events[256];
    if (rate > 0) next = begin_due(next, end, rate);
    int ready = epoll_wait(poll, events, 256, wait_ms);
    for (int i = 0; i < ready; i++) {
      Connection *c = events[i].data.ptr;
      if (c->out_sent < c->out_length) send_more(c);
      if (!receive(c)) continue;
      last = now();
      if (rate == 0 && last < end) begin(c, last);
    }
    /* One look at the clock: with two, the time may be over between them, and answers that are under way are lost with their tokens. */
    double present = now();
    is_over = present >= end;
    for (int i = 0; is_over && i < connection_count; i++) is_over = !connections[i].is_busy;
    if (present > end + 10) die("answers are missing after 10 seconds");
  } while (!is_over);
  report(last - start);
  return 0;
}
