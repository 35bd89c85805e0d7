/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.tutorial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.support.TestServer;

/**
 * The application of a tutorial, started by the commands of its page in a copy of its folder in
 * {@code examples/}.
 */
final class TutorialApplication implements AutoCloseable {
  private static final int START_SECONDS = 300;
  private static final Set<String> NOT_COPIED = Set.of("node_modules", "target", ".env");
  private static final Pattern PASSWORD = Pattern.compile("^Password: (\\S+)$", Pattern.MULTILINE);

  private final Process process;
  private final StringBuffer printed = new StringBuffer();

  private TutorialApplication(Process process) {
    this.process = process;
  }

  /**
   * Runs the commands of the page until the application is ready.
   *
   * @param page the page, which has the name of the example
   * @param readyText the text that the application prints when it is ready
   * @param folder an empty folder, used as the root of the clone
   */
  static TutorialApplication start(
      TutorialPage page, String readyText, Map<String, String> variables, Path folder)
      throws IOException, InterruptedException {
    String example = "examples/" + page.name();
    copy(TestServer.PROJECT.resolve(example), folder.resolve(example));
    for (String maven : Set.of("mvnw", ".mvn")) {
      Files.createSymbolicLink(folder.resolve(maven), TestServer.PROJECT.resolve(maven));
    }
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", page.script())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(variables);
    TutorialApplication application = new TutorialApplication(builder.start());
    application.waitFor(readyText);
    return application;
  }

  private void waitFor(String readyText) throws InterruptedException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(readyText, ready), "tutorial-output");
    reader.setDaemon(true);
    reader.start();
    try {
      if (ready.get(START_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (ExecutionException | TimeoutException failed) {
      printed.append(failed);
    }
    close();
    throw new AssertionError("The application is not ready:\n" + printed);
  }

  private void read(String readyText, CompletableFuture<Boolean> ready) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.append(line).append('\n');
        if (line.contains(readyText)) {
          ready.complete(true);
        }
      }
      ready.complete(false);
    } catch (IOException failed) {
      ready.completeExceptionally(failed);
    }
  }

  /** The password that the commands of the page created for the user. */
  String password() {
    Matcher password = PASSWORD.matcher(printed);
    if (!password.find()) {
      throw new AssertionError("The page printed no password:\n" + printed);
    }
    return password.group(1);
  }

  /** Returns what the commands and the application printed. */
  String printed() {
    return printed.toString();
  }

  /** Stops the application and the programs that started it. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (NOT_COPIED.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              Files.createDirectories(to.resolve(from.relativize(folder)));
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!NOT_COPIED.contains(file.getFileName().toString())) {
              Files.copy(file, to.resolve(from.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
