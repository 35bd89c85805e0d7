package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples of the documentation: the code blocks marked {@code sh run}, in their order.
 */
class DocsIT {
  private static final Path DOCS =
      Path.of(System.getProperty("lumoauth.project", "..")).resolve("docs");
  private static final Pattern EXAMPLE = Pattern.compile("```sh run\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theQuickstartWorksAsItIsWritten() throws Exception {
    try (Server server = Server.start()) {
      run(DOCS.resolve("integrators/quickstart.md"), server);
    }
  }

  private static void run(Path page, Server server) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -e\n");
    Matcher examples = EXAMPLE.matcher(Files.readString(page));
    while (examples.find()) {
      script.append(examples.group(1));
    }
    assertFalse(script.length() < 100, page + " has no examples to run");
    Path output = Files.createTempFile("lumoauth-docs", ".out");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString());
    builder.environment().put("BASE", server.base());
    builder.environment().put("KEY", server.bootstrapKey());
    builder.environment().put("SLUG", "docs");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    process.waitFor(120, TimeUnit.SECONDS);
    assertEquals(0, process.exitValue(), () -> page + ":\n" + read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
