/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class ClaimsNormalizerPropertyTest {

  @Property(seed = "1")
  void areWhatAParserReadsOutOfTheirJson(@ForAll("objects") Map<String, Object> claims)
      throws ParseException {
    Optional<Map<String, Object>> plain = ClaimsNormalizer.of(claims);

    if (plain.isPresent()) {
      assertEquals(read(claims), plain.get());
    }
  }

  @Property(seed = "1")
  void leaveToTheParserWhatIsNotPlain(
      @ForAll("others") Object other, @ForAll @NotEmpty String name) {
    assertTrue(ClaimsNormalizer.of(Map.of("list", List.of(Map.of(name, other)))).isEmpty());
  }

  /** As it is read again: the bytes of the payload are UTF-8. */
  private static Map<String, Object> read(Map<String, Object> claims) throws ParseException {
    byte[] payload = AccessTokenClaimsWriter.json(claims).getBytes(StandardCharsets.UTF_8);
    return JSONObjectUtils.parse(new String(payload, StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return object(
        Arbitraries.lazyOf(
            ClaimsNormalizerPropertyTest::plain,
            () -> object(plain()).map(object -> object),
            () -> plain().list().ofMaxSize(3).map(list -> list),
            () -> plain().set().ofMaxSize(3).map(LinkedHashSet::new)));
  }

  @Provide
  Arbitrary<Object> others() {
    return Arbitraries.of(
        1.5d, 2f, new BigDecimal("1"), 'c', new String[] {"a"}, "\uD800", Optional.of("a"));
  }

  private static Arbitrary<Map<String, Object>> object(Arbitrary<Object> values) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), values).ofMaxSize(4);
  }

  private static Arbitrary<Object> plain() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(6).map(text -> (Object) text),
        Arbitraries.longs().map(number -> (Object) number),
        Arbitraries.integers().map(number -> (Object) number),
        Arbitraries.of(true, false).map(flag -> (Object) flag));
  }
}
