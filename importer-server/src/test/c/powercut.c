/* What would be left after a power cut in the worst case: of a file what was synced last, of a folder the entries that
 * it had when it was synced last. Loaded before libc (LD_PRELOAD), it copies into POWERCUT_SHADOW what fsync and fdatasync
 * make durable below POWERCUT_ROOT: inodes/NUMBER is a file's content, folders/PATH the entries of a folder, a line each:
 * the number, f or d, the name. Inode numbers must not be used twice, which holds for tmpfs.
 * Build: cc -shared -fPIC -O2 -o powercut.so powercut.c -ldl */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what) {
    fprintf(stderr, "powercut: %s: %s\n", what, strerror(errno));
    abort();
}

static FILE *begin(char *temporary, const char *shadow, const char *kind, const char *name) {
    snprintf(temporary, 2 * PATH_MAX, "%s/%s/%s.tmp", shadow, kind, name);
    FILE *out = fopen(temporary, "w");
    if (out == NULL) fail(temporary);
    return out;
}

/* fsync makes the times durable, too. */
static void keep_times(const char *temporary, const struct stat *file) {
    struct timespec times[2] = {file->st_atim, file->st_mtim};
    if (utimensat(AT_FDCWD, temporary, times, 0) != 0) fail(temporary);
}

/* A rename, so that a kill in the middle leaves what was durable before. */
static void end(FILE *out, const char *temporary, const struct stat *file) {
    char final[2 * PATH_MAX];
    if (fclose(out) != 0) fail(temporary);
    if (file != NULL) keep_times(temporary, file);
    snprintf(final, sizeof final, "%.*s", (int) strlen(temporary) - 4, temporary);
    if (rename(temporary, final) != 0) fail(final);
}

static void keep_file(int fd, const char *shadow, const struct stat *file) {
    char name[32], temporary[2 * PATH_MAX], self[64];
    snprintf(name, sizeof name, "%lu", (unsigned long) file->st_ino);
    FILE *out = begin(temporary, shadow, "inodes", name);
    static char buffer[1 << 16];
    int in = fd;
    /* Closing a second descriptor would free the POSIX locks of the process, so the first is used where it can be read. */
    if (pread(fd, buffer, 1, 0) < 0 && errno == EBADF) {
        snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
        in = open(self, O_RDONLY);
        if (in < 0) fail(self);
    }
    off_t offset = 0;
    for (ssize_t count; (count = pread(in, buffer, sizeof buffer, offset)) > 0; offset += count)
        if (fwrite(buffer, 1, (size_t) count, out) != (size_t) count) fail(temporary);
    if (in != fd) close(in);
    end(out, temporary, file);
}

static void keep_folder(const char *path, const char *shadow, const char *root) {
    char name[PATH_MAX], temporary[2 * PATH_MAX];
    snprintf(name, sizeof name, "root%s", path + strlen(root));
    for (char *c = name; *c; c++)
        if (*c == '/') *c = '%';
    FILE *out = begin(temporary, shadow, "folders", name);
    DIR *folder = opendir(path);
    if (folder == NULL) fail(path);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        fprintf(out, "%lu %c %s\n", (unsigned long) entry->d_ino, entry->d_type == DT_DIR ? 'd' : 'f', entry->d_name);
    }
    closedir(folder);
    end(out, temporary, NULL);
}

static void keep(int fd) {
    const char *root = getenv("POWERCUT_ROOT"), *shadow = getenv("POWERCUT_SHADOW");
    struct stat file;
    char self[64], path[PATH_MAX];
    if (root == NULL || shadow == NULL || fstat(fd, &file) != 0) return;
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(self, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if (strncmp(path, root, strlen(root)) != 0) return;
    pthread_mutex_lock(&lock);
    if (S_ISDIR(file.st_mode)) keep_folder(path, shadow, root);
    else keep_file(fd, shadow, &file);
    pthread_mutex_unlock(&lock);
}

static int after(const char *name, int fd) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    int result = real(fd);
    if (result == 0) {
        int saved = errno;
        keep(fd);
        errno = saved;
    }
    return result;
}

int fsync(int fd) { return after("fsync", fd); }

int fdatasync(int fd) { return after("fdatasync", fd); }
