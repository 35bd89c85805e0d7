package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerRule;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.RequestViewBuilder;

/** What every {@link CallerRule} does. */
public abstract class CallerRuleContract {

  private static final String SECRET = "contract-secret";

  /** The provider. */
  protected abstract CallerRule rule();

  /** The tenant that the caller is of. */
  protected abstract TenantContext tenant();

  /** A caller whom the rule is about. */
  protected abstract Caller caller();

  /** A request that the caller may make. */
  protected abstract RequestViewBuilder allowed();

  /** A request that the caller may not make. */
  protected abstract RequestViewBuilder refused();

  @Test
  void letsPassWhatIsAllowed() {
    rule().check(tenant(), caller(), allowed().build());
  }

  @Test
  void refusesWhatIsNot() {
    var refusal = refusal(refused());

    assertEquals(403, refusal.status());
    assertTrue(refusal.code().matches("[a-z][a-z0-9_]*"), refusal.code());
    assertFalse(refusal.getMessage().isBlank());
  }

  @Test
  void refusesItEveryTime() {
    refusal(refused());
    letsPassWhatIsAllowed();
    refusal(refused());
  }

  @Test
  void saysNothingAboutCallersOfAnotherTenant() {
    var stranger = Hostile.stranger();
    var other = caller();
    var theirs = Builders.aCaller().as(other.subject()).of(stranger.id()).by(other.kind()).build();

    rule().check(stranger, theirs, refused().build());
  }

  @Test
  void saysNothingAboutCallersThatItDoesNotKnow() {
    rule().check(tenant(), Builders.aCaller().apiKey().build(), refused().build());
    for (String id : Hostile.identifiers()) {
      var unknown = new SubjectRef(caller().subject().type(), id);
      rule().check(tenant(), Builders.aCaller().as(unknown).build(), refused().build());
    }
  }

  @Test
  void repeatsNothingOfTheRequest() {
    var refusal =
        refusal(refused().withHeader("Authorization", SECRET).withHeader("Cookie", "a=" + SECRET));

    assertFalse(refusal.getMessage().contains(SECRET));
    assertFalse(refusal.details().toString().contains(SECRET));
  }

  @Test
  void failsOnNoRequestThatSaysLittle() {
    for (RequestViewBuilder odd : oddRequests()) {
      try {
        rule().check(tenant(), caller(), odd.build());
      } catch (Problem refusal) {
        assertEquals(403, refusal.status());
      }
    }
  }

  @Test
  void judgesManyThreadsAlike() {
    Load.assertSameFromManyThreads(
        true,
        () -> {
          refusesItEveryTime();
          return true;
        });
  }

  @Test
  void answersFromMemory() {
    var rule = rule();
    var tenant = tenant();
    var caller = caller();
    var request = allowed().build();
    Load.assertQuick(() -> rule.check(tenant, caller, request));
  }

  private Problem refusal(RequestViewBuilder request) {
    return assertThrows(Problem.class, () -> rule().check(tenant(), caller(), request.build()));
  }

  private static List<RequestViewBuilder> oddRequests() {
    return List.of(
        Builders.aRequest(),
        Builders.aRequest().from(""),
        Builders.aRequest().from("unknown"),
        Builders.aRequest().from("2001:db8::1"),
        Builders.aRequest().from("fe80::1%eth0"),
        Builders.aRequest().from("[::1]:443"),
        Builders.aRequest().from("999.999.999.999"),
        Builders.aRequest().from("1".repeat(10_000)),
        Builders.aRequest().withHeader("User-Agent", "x".repeat(8_000)));
  }
}
