package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** No kind of JWT is taken for another: every kind at every place (RFC 8725 section 3.11). */
@ExtendWith(Shared.class)
class TokenKindsIT {
  private static JwtKinds kinds;

  @BeforeAll
  static void start(Server server, Site site) throws IOException, InterruptedException {
    kinds = new JwtKinds(server, site, Tenant.create(server));
  }

  @TestFactory
  Stream<DynamicTest> takesEachKindWhereItBelongsAndNowhereElse() {
    return JwtPlace.all(kinds).stream()
        .flatMap(
            place ->
                kinds.all().keySet().stream()
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                kind + " as " + place, () -> tried(kind, place))));
  }

  private static void tried(String kind, JwtPlace place) {
    Api.Answer answer = place.show().apply(kinds.all().get(kind).get());
    boolean own = place.own().contains(kind);

    assertTrue((own ? place.taken() : place.refused()).test(answer), () -> describe(answer));
  }

  private static String describe(Api.Answer answer) {
    return answer + " " + answer.response().headers().map();
  }
}
