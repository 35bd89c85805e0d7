/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The reference pages list the error codes, audit events and metrics of the sources, and no others.
 */
class ReferencePagesIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", "../.."));

  private static final String CONSTANT = "[A-Z][A-Z_0-9]+";
  private static final String CODE = "[A-Za-z][A-Za-z_]+";

  /** A status and an error code, each as a literal or a constant of the file. */
  private static final Pattern STATUS_AND_CODE =
      Pattern.compile(
          "(?:\\b([45]\\d\\d)|\\b(%1$s))\\s*,\\s*(?:\"(%2$s)\"|(%1$s))\\s*[,)]"
              .formatted(CONSTANT, CODE));

  /** An error whose status follows from its type. */
  private static final Pattern CODE_ALONE =
      Pattern.compile(
          "new (?:\\w+\\.)?(?:RefusedInteraction|SignatureErrorException|InvalidDpopProofException)"
              + "\\(\\s*(?:\"(%2$s)\"|(%1$s))".formatted(CONSTANT, CODE));

  private static final Pattern STATUS_CONSTANT =
      Pattern.compile("\\bint\\s+(%s)\\s*=\\s*([45]\\d\\d)\\s*;".formatted(CONSTANT));
  private static final Pattern TEXT_CONSTANT =
      Pattern.compile("\\bString\\s+(%s)\\s*=\\s*\"(%s)\"\\s*;".formatted(CONSTANT, CODE));

  /** The row of an error: its codes and its statuses. */
  private static final Pattern ERROR_ROW =
      Pattern.compile("(?m)^\\| ((?:`%1$s`(?:, )?)+) \\| ([^|]+) \\|".formatted(CODE));

  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]*)\"");
  private static final Pattern EVENT = Pattern.compile("[a-z][a-z_-]*(?:\\.[a-z][a-z_-]*)+");

  /** The action in the call that records an event, or both of a choice. */
  private static final Pattern RECORDED =
      Pattern.compile(
          "(?:new AuditEvent|\\.auditEvent|\\b(?:record|begin)\\w*)\\([^;\"{}]{0,200}?"
              + "\"([a-z][a-z_.-]*)\"(?:\\s*:\\s*\"([a-z][a-z_.-]*)\")?");

  private static final Pattern METRIC =
      Pattern.compile("(?:lumoauth|jvm|process|db_client)_[a-z_]*[a-z]");

  private static Map<Path, String> sources;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("bundles"))) {
      sources =
          files
              .filter(ReferencePagesIT::isShipped)
              .collect(Collectors.toMap(file -> file, ReferencePagesIT::text));
    }
    assertTrue(sources.size() > 2_000, "only " + sources.size() + " sources were read");
  }

  @Test
  void listEachErrorCodeWithItsStatus() throws IOException {
    Set<String> documented = new HashSet<>();
    errorRows()
        .forEach(
            row ->
                codes(row)
                    .forEach(
                        code -> {
                          documented.add(code);
                          statuses(row).forEach(status -> documented.add(code + " " + status));
                        }));
    Set<String> noErrors = lines("no-error-codes.txt");
    Set<String> missing = new TreeSet<>();
    for (String source : sources.values()) {
      for (String error : errors(source)) {
        if (!documented.contains(error) && !noErrors.contains(error.split(" ")[0])) {
          missing.add(error);
        }
      }
    }

    assertEquals(Set.of(), missing, "reference/errors.md");
  }

  @Test
  void listNoErrorCodeThatNoSourceHas() throws IOException {
    Set<String> known = literals();
    known.addAll(lines("composed-error-codes.txt"));
    Set<String> unknown = new TreeSet<>();
    errorRows()
        .flatMap(ReferencePagesIT::codes)
        .filter(code -> !known.contains(code) && !isConstant(code))
        .forEach(unknown::add);

    assertEquals(Set.of(), unknown, "reference/errors.md");
  }

  @Test
  void listEachAuditEvent() throws IOException {
    Set<String> recorded = new TreeSet<>();
    for (String source : sources.values()) {
      RECORDED
          .matcher(source)
          .results()
          .flatMap(call -> Stream.of(call.group(1), String.valueOf(call.group(2))))
          .filter(action -> EVENT.matcher(action).matches())
          .forEach(recorded::add);
    }
    assertTrue(recorded.size() > 150, "only " + recorded.size() + " events were found");
    recorded.removeAll(quoted("audit-events.md", EVENT));

    assertEquals(Set.of(), recorded, "reference/audit-events.md");
  }

  @Test
  void listNoAuditEventThatNoSourceHas() throws IOException {
    String table = page("audit-events.md").split("\n## Actions\n")[1];
    Set<String> events = new TreeSet<>();
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      QUOTED.matcher(row.split(" \\| ")[0]).results().map(e -> e.group(1)).forEach(events::add);
    }
    assertTrue(events.size() > 150, "only " + events.size() + " events are listed");
    events.removeAll(literals());
    events.removeAll(lines("composed-audit-events.txt"));

    assertEquals(Set.of(), events, "reference/audit-events.md");
  }

  @Test
  void listTheMetrics() throws IOException {
    Set<String> documented = quoted("metrics.md", METRIC);
    documented.removeIf(name -> name.endsWith("_state") || name.endsWith("_name"));
    Set<String> known =
        literals().stream()
            .filter(name -> METRIC.matcher(name).matches())
            .filter(name -> name.startsWith("lumoauth_") || documented.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    known.removeAll(lines("no-metrics.txt"));

    assertEquals(known, new TreeSet<>(documented), "reference/metrics.md");
  }

  /** The errors of a source, as {@code code} or {@code code status}. */
  private static Set<String> errors(String source) {
    Map<String, String> statuses = constants(STATUS_CONSTANT, source);
    Map<String, String> texts = constants(TEXT_CONSTANT, source);
    Set<String> errors = new HashSet<>();
    for (MatchResult error : STATUS_AND_CODE.matcher(source).results().toList()) {
      String status = error.group(1) != null ? error.group(1) : statuses.get(error.group(2));
      String code = error.group(3) != null ? error.group(3) : texts.get(error.group(4));
      if (status != null && code != null) {
        errors.add(code + " " + status);
      }
    }
    for (MatchResult error : CODE_ALONE.matcher(source).results().toList()) {
      String code = error.group(1) != null ? error.group(1) : texts.get(error.group(2));
      if (code != null) {
        errors.add(code);
      }
    }
    return errors;
  }

  private static Map<String, String> constants(Pattern pattern, String source) {
    Map<String, String> constants = new HashMap<>();
    pattern.matcher(source).results().forEach(c -> constants.put(c.group(1), c.group(2)));
    return constants;
  }

  private static Stream<MatchResult> errorRows() throws IOException {
    List<MatchResult> rows = ERROR_ROW.matcher(page("errors.md")).results().toList();
    assertTrue(rows.size() > 100, "only " + rows.size() + " rows were read");
    return rows.stream();
  }

  private static Stream<String> codes(MatchResult row) {
    return QUOTED.matcher(row.group(1)).results().map(code -> code.group(1));
  }

  private static List<String> statuses(MatchResult row) {
    return List.of(row.group(2).strip().split(", "));
  }

  private static Set<String> quoted(String page, Pattern pattern) throws IOException {
    return QUOTED
        .matcher(page(page))
        .results()
        .map(name -> name.group(1))
        .filter(name -> pattern.matcher(name).matches())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> literals() {
    return sources.values().stream()
        .flatMap(source -> LITERAL.matcher(source).results())
        .map(literal -> literal.group(1))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether a code is the name of an enum constant in lower case. */
  private static boolean isConstant(String code) {
    Pattern constant =
        Pattern.compile("(?m)^\\s+" + code.toUpperCase(Locale.ROOT) + "\\b\\s*[(,;]");
    return sources.values().stream().anyMatch(source -> constant.matcher(source).find());
  }

  private static String page(String name) throws IOException {
    return Files.readString(PROJECT.resolve("docs/reference").resolve(name));
  }

  private static boolean isShipped(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/main/") && !path.contains("testkit");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> lines(String file) throws IOException {
    try (var in = ReferencePagesIT.class.getResourceAsStream("/structure/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toSet());
    }
  }
}
