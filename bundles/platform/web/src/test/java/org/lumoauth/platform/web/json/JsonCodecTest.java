/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

class JsonCodecTest {
  record Inner(int n) {}

  record Ints(int primitive, Integer boxed, Optional<Integer> maybe, List<Integer> list) {}

  record Longs(long primitive, Long boxed, Optional<Long> maybe, List<Long> list) {}

  record Body(
      String name, Optional<String> note, Optional<Inner> inner, List<Inner> list, Instant at) {}

  record Checked(String slug) {
    Checked {
      if (slug.isEmpty()) {
        throw ApiException.invalid("slug", "slug is not empty.");
      }
    }
  }

  private final JsonCodec json = new JsonCodec();

  private <T> T read(String text, Class<T> type) {
    return json.read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  private ApiException refusal(String text, Class<?> type) {
    return assertThrows(ApiException.class, () -> read(text, type));
  }

  private String written(Object value) {
    return new String(json.write(value), StandardCharsets.UTF_8);
  }

  record Texts(String name, Optional<String> note, List<String> list, Set<String> set) {}

  @ParameterizedTest
  @ValueSource(strings = {"5", "1.5", "true"})
  void rejectsNonStringForString(String value) {
    assertEquals("name", field(refusal("{\"name\":" + value + "}", Texts.class)));
    assertEquals("note", field(refusal("{\"note\":" + value + "}", Texts.class)));
    assertEquals("list[0]", field(refusal("{\"list\":[" + value + "]}", Texts.class)));
    assertEquals("set[0]", field(refusal("{\"set\":[" + value + "]}", Texts.class)));
  }

  private static String field(ApiException refusal) {
    assertEquals(422, refusal.status());
    return refusal.getMessage().split(" ")[2];
  }

  @Test
  void readsMissingOptionalAsEmpty() {
    assertEquals(Optional.empty(), read("{\"name\":\"a\"}", Body.class).note());
  }

  @Test
  void readsANullOptionalAsEmpty() {
    assertEquals(Optional.empty(), read("{\"note\":null}", Body.class).note());
  }

  @Test
  void readsAnOptionalRecord() {
    assertEquals(Optional.of(new Inner(3)), read("{\"inner\":{\"n\":3}}", Body.class).inner());
  }

  @Test
  void writesNoEmptyOptionalAndNoNull() {
    assertEquals(
        "{\"name\":\"a\"}", written(new Body("a", Optional.empty(), Optional.empty(), null, null)));
  }

  @Test
  void writesPresentOptional() {
    assertEquals(
        "{\"inner\":{\"n\":3}}",
        written(new Body(null, Optional.empty(), Optional.of(new Inner(3)), null, null)));
  }

  @Test
  void writesInstantsAsIso8601InUtc() {
    assertEquals(
        "{\"at\":\"2026-01-02T03:04:05Z\"}",
        written(Map.of("at", Instant.parse("2026-01-02T03:04:05Z"))));
  }

  @Test
  void readsInstantsWithAnOffset() {
    assertEquals(
        Instant.parse("2026-01-02T03:04:05Z"),
        read("{\"at\":\"2026-01-02T04:04:05+01:00\"}", Body.class).at());
  }

  @Test
  void rejectsInstantOutOfRange() {
    assertEquals(
        422, refusal("{\"at\":\"+999999999-12-31T23:59:59.999999999Z\"}", Body.class).status());
  }

  @Test
  void writesDurationsAsSeconds() {
    assertEquals("{\"d\":90}", written(Map.of("d", Duration.ofSeconds(90))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"name\":",
        "nope",
        "{\"name\":\"a\"} x",
        """
        {"name":"a","name":"b"}"""
      })
  void rejectsMalformedJson(String text) {
    assertEquals(400, refusal(text, Body.class).status());
  }

  @Test
  void rejectsTooDeepNesting() {
    assertEquals(400, refusal("[".repeat(65) + "]".repeat(65), Object.class).status());
  }

  @Test
  void acceptsMaximumNesting() {
    assertTrue(read("[".repeat(64) + "]".repeat(64), Object.class) instanceof List);
  }

  @Test
  void reportsUnknownMember() {
    ApiException refusal = refusal("{\"list\":[{\"n\":1,\"m\":1}]}", Body.class);

    assertEquals(422, refusal.status());
    assertEquals("list[0].m", refusal.details().get("field"));
  }

  @Test
  void sanitizesNameOfUnknownMember() {
    assertEquals("a?b", refusal("{\"a\\nb\":1}", Body.class).details().get("field"));
  }

  @Test
  void reportsMemberOfWrongType() {
    assertEquals(
        "inner.n", refusal("{\"inner\":{\"n\":\"3\"}}", Body.class).details().get("field"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3.7", "-0.5", "1e-3", "3.0000000000000001", "2147483648", "-2147483649", "1e400"})
  void rejectsNumberThatIsNotInt(String number) {
    for (String member : List.of("primitive", "boxed", "maybe")) {
      ApiException refusal = refusal("{\"" + member + "\":" + number + "}", Ints.class);

      assertEquals(422, refusal.status(), member);
      assertEquals("validation_error", refusal.code());
      assertEquals(member, refusal.details().get("field"));
      assertFalse(refusal.getMessage().contains(number), refusal.getMessage());
    }
    ApiException refusal = refusal("{\"list\":[1," + number + "]}", Ints.class);
    assertEquals("list[1]", refusal.details().get("field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "9223372036854775808", "-9223372036854775809", "1e19", "1e-400"})
  void rejectsNumberThatIsNotLong(String number) {
    for (String member : List.of("primitive", "boxed", "maybe")) {
      ApiException refusal = refusal("{\"" + member + "\":" + number + "}", Longs.class);

      assertEquals(422, refusal.status(), member);
      assertEquals(member, refusal.details().get("field"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3.0", "3e0", "30e-1", "0.3e1"})
  void acceptsIntegerInAnyNotation(String number) {
    String body =
        """
        {"primitive":%1$s,"boxed":%1$s,"maybe":%1$s,"list":[%1$s]}"""
            .formatted(number);

    assertEquals(new Ints(3, 3, Optional.of(3), List.of(3)), read(body, Ints.class));
    assertEquals(new Longs(3, 3L, Optional.of(3L), List.of(3L)), read(body, Longs.class));
  }

  @Test
  void acceptsMinimumAndMaximumIntegers() {
    assertEquals(Integer.MIN_VALUE, read("{\"primitive\":-2147483648}", Ints.class).primitive());
    assertEquals(
        Long.MAX_VALUE, read("{\"primitive\":9223372036854775807}", Longs.class).primitive());
  }

  @Test
  void rejectsMissingOrStringForNumber() {
    assertEquals(null, read("{\"primitive\":1,\"boxed\":null}", Ints.class).boxed());
    for (String body :
        List.of("{}", "{\"primitive\":null}", "{\"primitive\":\"3\"}", "{\"primitive\":true}")) {
      assertEquals(422, refusal(body, Longs.class).status(), body);
    }
  }

  @Test
  void errorDoesNotEchoBody() {
    assertFalse(refusal("{\"name\": s3cr3t}", Body.class).getMessage().contains("s3cr3t"));
  }

  @Test
  void propagatesRecordValidationError() {
    assertEquals("slug is not empty.", refusal("{\"slug\":\"\"}", Checked.class).getMessage());
  }

  @Test
  void rejectsRecordWhoseConstructorFails() {
    assertEquals(422, refusal("{}", Checked.class).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"name\":\"a\\u0000b\"}", "{\"\\u0000\":1}", "{\"name\":\"\\\\\\u0000\"}"})
  void refusesNul(String text) {
    assertEquals(422, refusal(text, Map.class).status());
  }

  @Test
  void acceptsEscapedBackslashBeforeU0000() {
    assertEquals("\\u0000", read("{\"name\":\"\\\\u0000\"}", Body.class).name());
  }

  private static final String OBJECTS = "{\"\":0}";

  private static String list(String element, int count) {
    return "[" + (element + ",").repeat(count - 1) + element + "]";
  }

  @Test
  void refusesABodyOfTooManyTokens() {
    assertEquals(400, refusal(list(OBJECTS, 5_000), Object.class).status());
    assertEquals(400, refusal(list("0", 20_000), Object.class).status());
  }

  @Test
  void acceptsLargeBodyWithinTokenLimit() {
    String tuple =
        """
        {"object":"d:1","relation":"v","subject":"u:1"}""";

    assertEquals(20_000, read(list(tuple, 20_000), List.class).size());
  }

  @Test
  void rejectsLargeBodyOfSmallTokens() {
    assertEquals(400, refusal(list(OBJECTS, 130_000), Object.class).status());
  }

  @Test
  void rejectsOverlongString() {
    String text = "\"" + "a".repeat(66_000) + "\"";

    assertEquals(66_000, read(text, String.class).length()); // its body is a large one
    assertEquals(400, flatRefusal("{\"a\":" + text + "}").status());
  }

  @Test
  void rejectsLoneSurrogatesAnywhere() {
    for (String body :
        List.of(
            "{\"name\":\"\\ud800\"}",
            "{\"\\udfff\":1}",
            """
            {"unknown":[{"a":"\\ud83d\\ud83d"}]}""")) {
      ApiException refusal = refusal(body, Map.class);
      assertEquals(400, refusal.status());
      assertTrue(refusal.getMessage().contains("lone surrogate"), refusal.getMessage());
      assertEquals(400, flatRefusal(body).status());
    }
  }

  @Test
  void refusesAByteOrderMark() {
    assertTrue(
        refusal("\ufeff{\"name\":\"a\"}", Body.class).getMessage().contains("byte order mark"));
  }

  @Test
  void rejectsEncodingsOtherThanUtf8() {
    byte[] body = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16LE);

    assertEquals(400, assertThrows(ApiException.class, () -> json.read(body, Body.class)).status());
  }

  private Map<String, Object> flat(String text) {
    return json.readFlat(text.getBytes(StandardCharsets.UTF_8));
  }

  private ApiException flatRefusal(String text) {
    return assertThrows(ApiException.class, () -> flat(text));
  }

  @Test
  void readsStringsOfFlatObject() {
    Map<String, Object> members =
        flat(
            """
            {"a":"x","b":["y","z"],"c":true,"d":null,"e":[]}""");

    assertEquals("x", members.get("a"));
    assertEquals(List.of("y", "z"), members.get("b"));
    assertEquals(true, members.get("c"));
    assertEquals(null, members.get("d"));
    assertEquals(List.of(), members.get("e"));
    assertEquals(Set.of("a", "b", "c", "d", "e"), members.keySet());
  }

  @Test
  void replacesOtherValuesWithPlaceholder() {
    Map<String, Object> members =
        flat(
            """
            {"a":{"b":[1]},"c":5,"d":["x",{}],"e":"f"}""");

    for (String name : List.of("a", "c", "d")) {
      assertSame(FlatJsonReader.OTHER, members.get(name));
    }
    assertEquals("f", members.get("e"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"a\"",
        "null",
        "{",
        "{}{}",
        "{\"a\":",
        "{\"a\":[",
        "{\"a\":1,\"a\":1}",
        "{\"a\":01}",
        "{\"a\":\"b\"}]"
      })
  void rejectsInvalidFlatObject(String text) {
    assertEquals(400, flatRefusal(text).status());
  }

  @Test
  void rejectsFlatObjectWithTooManyTokensOrLevels() {
    assertEquals(400, flatRefusal("{\"a\":" + list("0", 2_000) + "}").status());
    assertEquals(400, flatRefusal("{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}").status());
  }

  /** Jackson's caches keep every class that a mapper has bound. */
  @Test
  void releasesTheClassesOfAnUnresolvedBundle() throws Exception {
    List<BundleListener> listeners = new ArrayList<>();
    json.start(
        (BundleContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> listeners.add((BundleListener) arguments[0])));
    WeakReference<Class<?>> type = boundInAnotherLoader();

    Bundle bundle =
        (Bundle)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> null);
    listeners.get(0).bundleChanged(new BundleEvent(BundleEvent.UNRESOLVED, bundle));

    for (int i = 0; i < 100 && type.get() != null; i++) {
      System.gc();
    }
    assertNull(type.get());
  }

  private WeakReference<Class<?>> boundInAnotherLoader() throws Exception {
    URL classes = getClass().getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes}, getClass().getClassLoader()) {
          @Override
          public Class<?> loadClass(String name) throws ClassNotFoundException {
            return name.equals(Inner.class.getName()) ? findClass(name) : super.loadClass(name);
          }
        };
    Class<?> type = loader.loadClass(Inner.class.getName());
    assertNotNull(json.read("{\"n\":1}".getBytes(StandardCharsets.UTF_8), type));
    return new WeakReference<>(type);
  }
}
