/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each extension point has a contract test kit, and each bundle runs it as often as it has
 * providers of the contract.
 */
class ContractTestKitsIT {
  private static final Path BUNDLES =
      Path.of(System.getProperty("lumoauth.project", "../.."))
          .toAbsolutePath()
          .normalize()
          .resolve("bundles");
  private static final Pattern PROVIDER =
      Pattern.compile("(?<!abstract )(?:class|record) \\w+[^{;]*?\\bimplements ([^{]+)\\{");

  /** A class that is half a provider: each that extends it is one. */
  private static final Pattern BASE =
      Pattern.compile("abstract class (\\w+)[^{;]*?\\bimplements ([^{]+)\\{");

  private static final Pattern TEST = Pattern.compile("class (\\w+)\\s+extends (\\w+)");
  private static final Pattern SHARED_TEST =
      Pattern.compile("abstract (?:static )?class (\\w+)\\s+extends (\\w+)");
  private static final String CONTRACT = "Contract";

  /** The platform erases the declared tables: the declaration passes the kit of erasers. */
  private static final String TENANT_TABLES = "@TenantTables(";

  /** Kits for another half of the providers of a contract, as of models that know no subjects. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "BaseAuthorizationModelContract", "AuthorizationModelContract",
          "RedirectAuthenticationMethodContract", "AuthenticationMethodContract");

  /**
   * Providers without a run of their kit, by module and contract, because they are ready or not, or
   * have an audience, only in a container: tests on the whole server show them. The watch of
   * relations does nothing by itself on an event but wake who waits. The eraser of the persistence
   * bundle passes the kit in each bundle that declares tables.
   */
  private static final Map<String, Integer> ELSEWHERE =
      Map.of(
          "platform/keys ReadinessProbe", 1,
          "platform/modules ReadinessProbe", 1,
          "platform/persistence ReadinessProbe", 1,
          "platform/persistence TenantDataEraser", 1,
          "platform/web ReadinessProbe", 1,
          "agents/ssf AuditSink", 1,
          "authz/rebac DomainEventListener", 1);

  private record Source(String module, boolean test, String text) {}

  @Test
  void everyProviderRunsTheKitOfItsContract() throws IOException {
    Map<Path, Source> sources = sources();
    Map<String, String> kits = kits();
    Set<String> contracts = Set.copyOf(kits.values());
    Map<String, String> bases = bases(sources);
    Map<String, Integer> missing = new TreeMap<>();
    for (Source source : sources.values()) {
      if (source.test()) {
        runs(source, kits)
            .forEach(kit -> missing.merge(source.module() + " " + kit, -1, Integer::sum));
      } else {
        Stream.concat(
                PROVIDER.matcher(source.text()).results().map(provider -> provider.group(1)),
                TEST.matcher(source.text())
                    .results()
                    .map(provider -> bases.getOrDefault(provider.group(2), "")))
            .flatMap(names -> Stream.of(names.split("[,\\s]+")))
            .filter(contracts::contains)
            .forEach(of -> missing.merge(source.module() + " " + of, 1, Integer::sum));
        if (source.text().contains(TENANT_TABLES)) {
          missing.merge(source.module() + " TenantDataEraser", 1, Integer::sum);
        }
      }
    }
    assertTrue(missing.size() > 100, "only " + missing.size() + " were found");
    missing.values().removeIf(count -> count <= 0);
    assertEquals(new TreeMap<>(ELSEWHERE), missing);
  }

  /** The contract of each class of a test's source that runs a kit, by a base of its own too. */
  private static List<String> runs(Source source, Map<String, String> kits) {
    Map<String, String> all = new HashMap<>(kits);
    Set<String> abstracts = new HashSet<>();
    SHARED_TEST
        .matcher(source.text())
        .results()
        .filter(base -> kits.containsKey(base.group(2)))
        .forEach(
            base -> {
              abstracts.add(base.group(1));
              all.put(base.group(1), kits.get(base.group(2)));
            });
    return TEST.matcher(source.text())
        .results()
        .filter(test -> !abstracts.contains(test.group(1)))
        .flatMap(test -> Optional.ofNullable(all.get(test.group(2))).stream())
        .toList();
  }

  /** By what a contract says of itself. */
  @Test
  void everyExtensionPointHasAKit() throws IOException {
    Set<String> contracts = new TreeSet<>();
    for (Path file : mainSources()) {
      String source = Files.readString(file);
      if (source.contains("* Extension point: ")) {
        contracts.add(file.getFileName().toString().replace(".java", ""));
      }
    }
    assertTrue(contracts.size() > 50, "only " + contracts.size() + " were found");
    contracts.removeAll(kits().values());
    assertEquals(Set.of(), contracts);
  }

  private static List<Path> mainSources() throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      return files.filter(path -> isMain(path) && !isTestkit(path)).toList();
    }
  }

  /** The contract of each class that a test of it can extend. */
  private static Map<String, String> kits() throws IOException {
    Map<String, String> parents = new HashMap<>(OTHER_NAMES);
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      for (Path file : files.filter(path -> isMain(path) && isTestkit(path)).toList()) {
        TEST.matcher(Files.readString(file))
            .results()
            .forEach(of -> parents.putIfAbsent(of.group(1), of.group(2)));
      }
    }
    OTHER_NAMES.values().forEach(parents::remove);
    Set<String> own;
    try (Stream<Path> files =
        Files.walk(BUNDLES.resolve("testkit/src/main/java/org/lumoauth/testkit/contract"))) {
      own =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith(CONTRACT) && !parents.containsKey(name))
              .collect(toSet());
    }
    Map<String, String> kits =
        own.stream()
            .collect(
                toMap(name -> name, name -> name.substring(0, name.length() - CONTRACT.length())));
    for (String name : parents.keySet()) {
      String top = name;
      while (parents.containsKey(top)) {
        top = parents.get(top);
      }
      if (kits.containsKey(top)) {
        kits.put(name, kits.get(top));
      }
    }
    return kits;
  }

  /** What abstract classes implement, by their names. */
  private static Map<String, String> bases(Map<Path, Source> sources) {
    Map<String, String> bases = new HashMap<>();
    for (Source source : sources.values()) {
      if (!source.test()) {
        BASE.matcher(source.text())
            .results()
            .forEach(base -> bases.put(base.group(1), base.group(2)));
      }
    }
    return bases;
  }

  private static Map<Path, Source> sources() throws IOException {
    Map<Path, Source> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      for (Path file : files.filter(path -> !isTestkit(path)).toList()) {
        boolean test = text(file).contains("/src/test/java/");
        if (file.toString().endsWith(".java") && (test || isMain(file))) {
          String module = text(BUNDLES.relativize(file)).replaceFirst("/src/.*", "");
          sources.put(file, new Source(module, test, Files.readString(file)));
        }
      }
    }
    return sources;
  }

  private static boolean isMain(Path file) {
    return text(file).contains("/src/main/java/") && file.toString().endsWith(".java");
  }

  private static boolean isTestkit(Path file) {
    return text(BUNDLES.relativize(file)).matches("[\\w/-]*testkit/.*");
  }

  private static String text(Path file) {
    return file.toString().replace('\\', '/');
  }
}
