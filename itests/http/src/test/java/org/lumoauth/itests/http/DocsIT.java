package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples of the documentation: the code blocks marked {@code sh run}, in their order.
 */
class DocsIT {
  private static final Path DOCS = Server.PROJECT.resolve("docs");
  private static final Pattern EXAMPLE = Pattern.compile("```sh run\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theQuickstartWorksAsItIsWritten() throws Exception {
    try (Server server = Server.start()) {
      run(DOCS.resolve("integrators/quickstart.md"), server);
    }
  }

  private static void run(Path page, Server server) throws IOException {
    StringBuilder script = new StringBuilder("set -e\n");
    Matcher examples = EXAMPLE.matcher(Files.readString(page));
    while (examples.find()) {
      script.append(examples.group(1));
    }
    assertFalse(script.length() < 100, page + " has no examples to run");
    Command.run(
        Server.PROJECT,
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"),
        120,
        List.of("sh", "-c", script.toString()));
  }
}
