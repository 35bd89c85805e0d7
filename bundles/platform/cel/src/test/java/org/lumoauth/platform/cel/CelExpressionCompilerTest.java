/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.api.expression.InvalidExpressionException;

class CelExpressionCompilerTest {

  private static final Map<String, ExpressionType> PARAMETERS =
      Map.ofEntries(
          Map.entry("yes", ExpressionType.of(ExpressionKind.BOOL)),
          Map.entry("name", ExpressionType.of(ExpressionKind.STRING)),
          Map.entry("count", ExpressionType.of(ExpressionKind.INT)),
          Map.entry("other", ExpressionType.of(ExpressionKind.INT)),
          Map.entry("size", ExpressionType.of(ExpressionKind.UINT)),
          Map.entry("ratio", ExpressionType.of(ExpressionKind.DOUBLE)),
          Map.entry("span", ExpressionType.of(ExpressionKind.DURATION)),
          Map.entry("now", ExpressionType.of(ExpressionKind.TIMESTAMP)),
          Map.entry("ip", ExpressionType.of(ExpressionKind.IP_ADDRESS)),
          Map.entry("things", ExpressionType.of(ExpressionKind.LIST)),
          Map.entry(
              "names",
              new ExpressionType(
                  ExpressionKind.LIST, Optional.of(ExpressionType.of(ExpressionKind.STRING)))),
          Map.entry(
              "levels",
              new ExpressionType(
                  ExpressionKind.MAP, Optional.of(ExpressionType.of(ExpressionKind.INT)))),
          Map.entry("user", ExpressionType.of(ExpressionKind.MAP)),
          Map.entry("any", ExpressionType.of(ExpressionKind.ANY)));

  private final CelExpressionCompiler language = new CelExpressionCompiler();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes                                   | yes    | true",
        "name == 'anna'                        | name   | anna",
        "name.startsWith('an') && name.size() == 4 | name | anna",
        "name.matches('^a.*a$')                | name   | anna",
        "matches(name, 'nn')                   | name   | anna",
        "count > 9007199254740992              | count  | 9007199254740993",
        "size == 18446744073709551615u         | size   | 18446744073709551615",
        "ratio > 0.49 && ratio < 0.51          | ratio  | 0.5",
        "ratio > 1                             | ratio  | 1.5",
        "span == duration('5400s')             | span   | 1h30m",
        "span == duration('-1.5s')             | span   | -1.5s",
        "span < duration('1s')                 | span   | 300ms",
        "span == duration('0s')                | span   | 0",
        "now < timestamp('2024-01-01T00:00:00Z') | now  | 2023-12-31T23:59:59.5Z",
        "now == timestamp('2024-01-01T00:00:00Z') | now | 2024-01-01T02:00:00+02:00",
        "now.getFullYear() == 2024             | now    | 2024-01-01T00:00:00Z",
        "ip.in_cidr('10.0.0.0/8')              | ip     | 10.200.3.4",
        "ip.in_cidr('10.9.9.9/8')              | ip     | 10.200.3.4",
        "!ip.in_cidr('10.0.0.0/8')             | ip     | 11.0.0.1",
        "ip.in_cidr('2001:db8::/32')           | ip     | 2001:db8::1",
        "!ip.in_cidr('::/0')                   | ip     | 10.0.0.1",
        "ip.in_cidr('10.0.0.0/8')              | ip     | ::ffff:10.0.0.1",
        "ip.in_cidr('::ffff:10.0.0.0/104')     | ip     | 10.3.0.1",
        "ip == ipaddress('10.0.0.1')           | ip     | 10.0.0.1",
      })
  void evaluatesParametersGivenAsStrings(String source, String name, String value) {
    Object given = name.equals("yes") ? Boolean.valueOf(value) : value;

    assertEquals(true, bool(source).evaluate(Map.of(name, given)));
  }

  @Test
  void acceptsNumbersOfAnyJavaType() {
    assertEquals(true, bool("count == 3").evaluate(Map.of("count", 3)));
    assertEquals(true, bool("count == 3").evaluate(Map.of("count", 3L)));
    assertEquals(true, bool("count == 3").evaluate(Map.of("count", 3.0)));
    assertEquals(true, bool("ratio == 3.0").evaluate(Map.of("ratio", 3)));
    assertEquals(true, bool("any == 3").evaluate(Map.of("any", 3)));
    assertEquals(true, bool("any == 3").evaluate(Map.of("any", 3.0)));
    assertEquals(true, bool("any.level >= 2").evaluate(Map.of("any", Map.of("level", 2))));
    assertEquals(true, bool("levels.gold == 7").evaluate(Map.of("levels", Map.of("gold", "7"))));
  }

  @Test
  void acceptsInstantsAndDurations() {
    var values = Map.<String, Object>of("now", Instant.EPOCH, "span", Duration.ofHours(1));

    assertEquals(true, bool("now + span == timestamp('1970-01-01T01:00:00Z')").evaluate(values));
  }

  @Test
  void supportsStandardMacros() {
    var values =
        Map.<String, Object>of(
            "names", List.of("a", "b"), "user", Map.of("team", "x"), "things", List.of(1, "b"));

    assertEquals(true, bool("names.exists(n, n == 'b')").evaluate(values));
    assertEquals(false, bool("names.all(n, n == 'b')").evaluate(values));
    assertEquals(true, bool("names.exists_one(n, n == 'b')").evaluate(values));
    assertEquals(true, bool("names.map(n, n + '!') == ['a!', 'b!']").evaluate(values));
    assertEquals(true, bool("names.filter(n, n > 'a').size() == 1").evaluate(values));
    assertEquals(true, bool("has(user.team) && !has(user.boss)").evaluate(values));
    assertEquals(true, bool("'b' in names && 'b' in things").evaluate(values));
  }

  @Test
  void returnsJdkTypes() {
    assertEquals(3L, compile("count + 1", ExpressionKind.INT).evaluate(Map.of("count", 2)));
    assertEquals(
        BigInteger.valueOf(3),
        compile("size + 1u", ExpressionKind.UINT).evaluate(Map.of("size", 2)));
    assertEquals("a!", compile("name + '!'", ExpressionKind.STRING).evaluate(Map.of("name", "a")));
    assertEquals(List.of(1L), compile("[1]", ExpressionKind.LIST).evaluate(Map.of()));
    assertEquals(
        "10.0.0.1", compile("ip", ExpressionKind.IP_ADDRESS).evaluate(Map.of("ip", "10.0.0.1")));
  }

  @Test
  void evaluatesWithoutUnneededParameters() {
    assertEquals(true, bool("yes || count > 3").evaluate(Map.of("yes", true)));
    assertEquals(true, bool("count > 3 || yes").evaluate(Map.of("yes", true)));
    assertEquals(false, bool("count > 3 && yes").evaluate(Map.of("yes", false)));
    assertEquals(
        true,
        bool("names.exists(n, n == name || n == 'b')").evaluate(Map.of("names", List.of("b"))));
  }

  @Test
  void reportsMissingParameters() {
    var failure =
        fails("yes && (count > 3 || other > 3) && name == ''", Map.of("yes", true, "name", ""));

    assertEquals(Set.of("count", "other"), failure.missing());
  }

  @Test
  void reportsOnlyNeededMissingParameters() {
    assertEquals(Set.of("other"), fails("count > 3 && false || other > 3", Map.of()).missing());
  }

  @Test
  void ignoresInvalidValueOfUnneededParameter() {
    assertEquals(true, bool("yes || count > 3").evaluate(Map.of("yes", true, "count", "x")));
    assertEquals(true, bool("yes").evaluate(Map.of("yes", true, "unheard", new Object())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes             | yes   | true        | must be a boolean",
        "count > 1       | count | 1.5         | must be an int",
        "count > 1       | count | one         | must be an int",
        "count > 1       | count | 9223372036854775808 | must be an int",
        "count > 1       | count | 1e999999999 | must be an int",
        "size > 1u       | size  | -1          | must be a uint",
        "ratio > 1.0     | ratio | NaN         | must be a double",
        "ratio > 1.0     | ratio | 1e400       | must be a double",
        "span > span     | span  | 5           | must be a duration such as 1h30m",
        "span > span     | span  | 1h 30m      | must be a duration such as 1h30m",
        "now > now       | now   | yesterday   | must be an RFC 3339 timestamp",
        "now > now       | now   | 2024-01-01  | must be an RFC 3339 timestamp",
        "ip == ip        | ip    | localhost   | must be an IP address",
        "ip == ip        | ip    | fe80::1%eth0 | must be an IP address",
        "names == []     | names | a           | must be a list",
        "user == {}      | user  | a           | must be a map",
      })
  void reportsExpectedParameterType(String source, String name, String value, String reason) {
    var failure = fails(source, Map.of(name, value));

    assertEquals("The parameter " + name + " " + reason, failure.getMessage());
    assertEquals(Set.of(), failure.missing());
  }

  @Test
  void refusesMembersOfAnotherType() {
    assertEquals(
        "The parameter names must be a string",
        fails("'a' in names", Map.of("names", List.of("a", 1))).getMessage());
    assertEquals(
        "The parameter name must be a string", fails("name == ''", Map.of("name", 1)).getMessage());
  }

  @Test
  void failsOnUntypedValueOfWrongType() {
    assertEquals(
        "The expression did not return a value of type BOOL",
        fails("any", Map.of("any", "true")).getMessage());
    assertEquals(
        "A value has a type that the operation does not support",
        fails("any > 3", Map.of("any", "4")).getMessage());
    assertEquals(
        "The expression reads a key that is not in the map",
        fails("user.level > 3", Map.of("user", Map.of())).getMessage());
    assertEquals(
        "The expression divides by zero", fails("count / 0 == 1", Map.of("count", 1)).getMessage());
    assertEquals(
        "A number exceeds the range of its type",
        fails("count + 9223372036854775807 > 0", Map.of("count", 1)).getMessage());
    assertEquals(
        "An index is outside the list",
        fails("things[3] == 1", Map.of("things", List.of(1))).getMessage());
    assertEquals(
        "The evaluation failed",
        fails("ip.in_cidr(name)", Map.of("ip", "10.0.0.1", "name", "10.0.0.0")).getMessage());
    assertEquals(
        "The evaluation failed",
        fails("ip.in_cidr(name)", Map.of("ip", "10.0.0.1", "name", "10.0.0.0/33")).getMessage());
  }

  @Test
  void failureDoesNotContainValues() {
    var failure = fails("user[name] == 1", Map.of("user", Map.of(), "name", "s3cret"));

    assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'count >'                         | 1 | 8",
        "'count ==\n  name'                | 1 | 7",
        "'count > 1\n  && unheard'         | 2 | 6",
        "'name'                            | 1 | 1",
        "'name.matches(''['')'             | 1 | 14",
        "'ip.in_cidr(''10.0.0.0'')'        | 1 | 12",
        "'ip == ipaddress(''home'')'       | 1 | 17",
        "'ip.in_cidr(3)'                   | 1 | 11",
        "'count in_cidr 3'                 | 1 | 7",
      })
  void reportsErrorPosition(String source, int line, int column) {
    var refusal = assertThrows(InvalidExpressionException.class, () -> bool(source));

    assertEquals(
        line + ":" + column, refusal.line() + ":" + refusal.column(), refusal.getMessage());
  }

  @Test
  void rejectsInvalidParameterName() {
    for (var name : List.of("", "1a", "a-b", "a.b", "in", "true")) {
      var parameters = Map.of(name, ExpressionType.of(ExpressionKind.BOOL));

      assertThrows(
          InvalidExpressionException.class,
          () -> language.compile(name, parameters, ExpressionType.of(ExpressionKind.BOOL)),
          name);
    }
  }

  @Test
  void returnsReferencedParameters() {
    assertEquals(Set.of("yes", "count"), bool("yes || count > 3").referencedParameters());
    assertTrue(bool("true").referencedParameters().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "google.protobuf.Struct{} == any",
        "type(unheard) == int",
        "name.lowerAscii() == name",
        "name == 1",
        "[1, 2].exists(yes)",
        ""
      })
  void rejectsUnsupportedExpression(String source) {
    assertThrows(InvalidExpressionException.class, () -> bool(source));
  }

  private ExpressionEvaluationException fails(String source, Map<String, Object> values) {
    var expression = bool(source);
    return assertThrows(ExpressionEvaluationException.class, () -> expression.evaluate(values));
  }

  private EvaluableExpression bool(String source) {
    return compile(source, ExpressionKind.BOOL);
  }

  private EvaluableExpression compile(String source, ExpressionKind result) {
    return language.compile(source, PARAMETERS, ExpressionType.of(result));
  }
}
