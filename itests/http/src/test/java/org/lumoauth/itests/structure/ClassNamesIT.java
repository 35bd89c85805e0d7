/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The name of a class says what it is: a noun of the specification or the domain with its role. The
 * lists of exceptions are in {@code src/test/resources/structure}.
 */
class ClassNamesIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", ".."));
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");
  private static final Pattern PARTICIPLE =
      Pattern.compile(
          "[A-Z][a-z]+(?:ing|ed)|Kept|Held|Told|Said|Made|Given|Taken|Found|Lost|Gone|Brought|Known");

  private static JavaClasses classes;

  @BeforeAll
  static void load() throws IOException {
    try (Stream<Path> folders = Files.walk(PROJECT.resolve("bundles"), 4)) {
      classes =
          new ClassFileImporter()
              .importPaths(
                  folders
                      .filter(path -> path.endsWith("target/classes"))
                      .filter(path -> !path.toString().contains("testkit"))
                      .toList());
    }
    assertTrue(classes.size() > 3_000, "only " + classes.size() + " classes were found");
  }

  @Test
  void haveTwoWordsOrATermOfASpecification() throws IOException {
    Set<String> terms = list("one-word-names.txt");
    assertEquals(
        List.of(),
        named()
            .filter(type -> WORD.matcher(type.getSimpleName()).results().count() == 1)
            .filter(type -> !terms.contains(type.getSimpleName()))
            .map(JavaClass::getName)
            .toList());
  }

  @Test
  void areNoParticiples() {
    assertEquals(
        List.of(),
        named()
            .filter(type -> PARTICIPLE.matcher(type.getSimpleName()).matches())
            .map(JavaClass::getName)
            .toList());
  }

  @Test
  void endWithAKnownRole() throws IOException {
    Set<String> roles = list("roles.txt");
    assertEquals(
        List.of(), named().map(ClassNamesIT::role).filter(role -> !roles.contains(role)).toList());
  }

  @Test
  void areUnique() throws IOException {
    Map<String, Set<String>> byName =
        named()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toCollection(TreeSet::new))));
    byName.keySet().removeAll(list("repeated-names.txt"));
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName);
  }

  /** A class without instances has no role; most of its methods belong to a type. */
  @Test
  void haveInstances() throws IOException {
    assertEquals(
        list("static-classes.txt"),
        named()
            .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnnotation())
            .filter(type -> !type.getMethods().isEmpty())
            .filter(type -> type.getRawSuperclass().orElseThrow().isEquivalentTo(Object.class))
            .filter(
                type ->
                    Stream.concat(type.getMethods().stream(), type.getFields().stream())
                        .allMatch(member -> member.getModifiers().contains(JavaModifier.STATIC)))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** {@code Optional} is for results. The list may only become shorter. */
  @Test
  void haveNoOptionalFields() throws IOException {
    Set<String> found =
        named()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(java.util.Optional.class))
            .map(field -> field.getFullName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(list("optional-fields.txt"), found);
  }

  @Test
  void contractsUseNothingElseOfTheServer() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("org.lumoauth.api..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are not contracts",
                type ->
                    type.getPackageName().startsWith("org.lumoauth.")
                        && !type.getPackageName().startsWith("org.lumoauth.api.")))
        .check(classes);
  }

  @Test
  void platformUsesNoCapability() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("org.lumoauth.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.lumoauth.agents..",
            "org.lumoauth.authn..",
            "org.lumoauth.authz..",
            "org.lumoauth.oauth..")
        .check(classes);
  }

  private static Stream<JavaClass> named() {
    return classes.stream()
        .filter(type -> type.getPackageName().startsWith("org.lumoauth."))
        .filter(type -> !type.isAnonymousClass() && !type.isLocalClass() && !type.isArray())
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }

  private static String role(JavaClass type) {
    String name = type.getSimpleName();
    return WORD.matcher(name).results().reduce((first, second) -> second).orElseThrow().group();
  }

  private static Set<String> list(String file) throws IOException {
    try (var in = ClassNamesIT.class.getResourceAsStream("/structure/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
