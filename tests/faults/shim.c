/* A disk that fails on demand: LD_PRELOAD this, and the n-th call on a file under one folder is refused.
 *
 * The process arms it by opening a file that does not exist:
 *
 *   /filiform-fault/arm/AT/ERRNO/STAYS/FOLDER   the call number AT (from 1; 0 refuses none) under /FOLDER is
 *                                               refused with ERRNO; with STAYS 1 all that follow are, too
 *   /filiform-fault/report                      disarms, and reads "CALLS NAME": how many calls were made, and
 *                                               the name of the one that was refused first, or "none"
 *
 * A write that a full disk refuses has written half of its bytes first, as real ones do; a full disk opens what
 * is there, and removes it; a folder that may only be read (EROFS) refuses nothing to who only reads. Calls that are made without the C library (rustix renames
 * so) go past it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char under[PATH_MAX];
static size_t under_len;
static long at;
static int with, stays;
static atomic_long counted;
static char refused[32] = "none";

#define REAL(result, name, ...)                                    \
  static result (*real)(__VA_ARGS__);                              \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int is_ours(const char *path) {
  return under_len && path && strncmp(path, under, under_len) == 0;
}

/* A file in memory that reads as `text`. */
static int as_file(const char *text) {
  int fd = memfd_create("filiform-fault", 0);
  if (fd < 0) return -1;
  size_t length = strlen(text);
  under_len = 0;
  if (write(fd, text, length) != (ssize_t)length) return -1;
  lseek(fd, 0, SEEK_SET);
  return fd;
}

static int control(const char *path) {
  static const char arm[] = "/filiform-fault/arm/", report[] = "/filiform-fault/report";
  if (strcmp(path, report) == 0) {
    char text[64];
    snprintf(text, sizeof text, "%ld %s\n", atomic_load(&counted), refused);
    return as_file(text);
  }
  int folder = 0;
  if (sscanf(path + strlen(arm), "%ld/%d/%d%n", &at, &with, &stays, &folder) != 3) return -1;
  int fd = as_file("armed\n");
  atomic_store(&counted, 0);
  strcpy(refused, "none");
  strncpy(under, path + strlen(arm) + folder, sizeof under - 1);
  under_len = strlen(under);
  return fd;
}

static int is_control(const char *path) {
  return path && strncmp(path, "/filiform-fault/", 16) == 0;
}

/* Whether this call is refused; errno is set then. */
static int refuse(const char *path, const char *name) {
  if (!is_ours(path)) return 0;
  long n = atomic_fetch_add(&counted, 1) + 1;
  if (at == 0 || n < at || (n > at && !stays)) return 0;
  if (n == at) strncpy(refused, name, sizeof refused - 1);
  errno = with;
  return 1;
}

static int refuse_fd(int fd, const char *name) {
  char link[48], path[PATH_MAX];
  int saved = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = saved;
  if (length < 0) return 0;
  path[length] = 0;
  return refuse(path, name);
}

static int refuse_open(const char *path, int flags) {
  if (with != EIO && (flags & O_ACCMODE) == O_RDONLY) return 0;
  if (with == ENOSPC && !(flags & O_CREAT)) return 0;
  return refuse(path, "open");
}

static int half_first(size_t n) { return with == ENOSPC && n > 1; }

#define OPEN(name)                                                 \
  int name(const char *path, int flags, ...) {                     \
    REAL(int, #name, const char *, int, ...);                      \
    va_list rest;                                                  \
    va_start(rest, flags);                                         \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                  \
    if (is_control(path)) return control(path);                    \
    return refuse_open(path, flags) ? -1 : real(path, flags, mode);    \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                               \
  int name(int dir, const char *path, int flags, ...) {            \
    REAL(int, #name, int, const char *, int, ...);                 \
    va_list rest;                                                  \
    va_start(rest, flags);                                         \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                  \
    if (is_control(path)) return control(path);                    \
    return refuse_open(path, flags) ? -1 : real(dir, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t n) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!refuse_fd(fd, "write")) return real(fd, bytes, n);
  return half_first(n) ? real(fd, bytes, n / 2) : -1;
}

ssize_t writev(int fd, const struct iovec *parts, int n) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return refuse_fd(fd, "write") ? -1 : real(fd, parts, n);
}

#define PWRITE(name, offset_t)                                     \
  ssize_t name(int fd, const void *bytes, size_t n, offset_t to) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset_t);     \
    if (!refuse_fd(fd, "pwrite")) return real(fd, bytes, n, to);   \
    return half_first(n) ? real(fd, bytes, n / 2, to) : -1;        \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SYNC(name)                                                 \
  int name(int fd) {                                               \
    REAL(int, #name, int);                                         \
    return refuse_fd(fd, "fsync") ? -1 : real(fd);                 \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, offset_t)                                   \
  int name(int fd, offset_t to) {                                  \
    REAL(int, #name, int, offset_t);                               \
    return refuse_fd(fd, "ftruncate") ? -1 : real(fd, to);         \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return refuse(to, "rename") ? -1 : real(from, to);
}

int renameat(int a, const char *from, int b, const char *to) {
  REAL(int, "renameat", int, const char *, int, const char *);
  return refuse(to, "rename") ? -1 : real(a, from, b, to);
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return refuse(path, "mkdir") ? -1 : real(path, mode);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return with != ENOSPC && refuse(path, "unlink") ? -1 : real(path);
}
