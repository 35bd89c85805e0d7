/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;
import org.lumoauth.platform.store.EncryptingSealedRecordCodec;
import org.lumoauth.platform.store.RecordJsonCodec;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

/** What the browser keeps of a sign-in, as it really is written and sealed. */
class SealedLoginStateTest {
  /** As long as an address of ours may be with everything in it. */
  private static final int MOST = 1_500;

  private static final TenantContext ACME = aTenant().build();
  private static final String RESUME =
      "/t/" + ACME.slug() + "/api/v1/oauth/authorize/resume?request=" + "r".repeat(43);
  private static final Instant REQUESTED = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** An application that says all that it can say. */
  private static final SignInRequirement DEMANDING =
      new SignInRequirement(
          Optional.of(REQUESTED),
          List.of("urn:lumoauth:acr:2", "urn:lumoauth:acr:1"),
          true,
          Optional.of(aUserRef()),
          Optional.of("ada.lovelace@analytical-engine.example.com"),
          true,
          false,
          Optional.of("de-CH fr-CH it-CH en"),
          Optional.of("cli_" + "0".repeat(26)));

  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private final LoginAttemptStore attempts =
      new LoginAttemptStore(
          new FakeShortLivedRecordStore(Instant::now),
          new EncryptingSealedRecordCodec(new RecordJsonCodec(), vault, InstantSource.system()),
          vault,
          InstantSource.system());

  @Test
  void roundTripsStateThroughUrlSafeText() {
    var begun = LoginState.begun(DEMANDING, RESUME).in("0".repeat(64));
    var named = begun.identified("Ada.Lovelace@analytical-engine.example.com", aUserRef());
    var shown =
        LoginState.LoginMethodStep.of(
            EnabledAuthenticationMethodRegistry.PASSWORD,
            new AuthenticationStep.PromptStep("f", Map.of(), Map.of()));

    for (LoginState state :
        List.of(
            begun, named, named.remembering(true).at(shown), begun.nobody(), begun.restarted())) {
      String id = vault.newSecret();

      String name = attempts.seal(ACME, id, state).orElseThrow();

      assertTrue(name.length() > id.length() && name.length() < MOST, name.length() + "");
      assertTrue(name.matches("[A-Za-z0-9_-]+"), name);
      var found = attempts.find(ACME, name).orElseThrow();
      assertEquals(state, found.value());
      assertEquals(id, found.key());
    }
  }

  @Test
  void hasSameLengthForUnknownUser() {
    var known = new SubjectRef(SubjectRef.USER, "usr_" + "0".repeat(26));
    var unknown = new SubjectRef(SubjectRef.USER, "nobody");

    assertEquals(named(known).length(), named(unknown).length());
  }

  @Test
  void sealsOnlyStateThatFitsIntoUrl() {
    var begun = LoginState.begun(SignInRequirement.any(), RESUME).in("0".repeat(64));
    var one = attempts.seal(ACME, vault.newSecret(), begun).orElseThrow();
    int room = (MOST - one.length()) * 3 / 4; // base64url makes four characters of three

    assertTrue(attempts.seal(ACME, vault.newSecret(), leading(room)).isPresent());
    assertTrue(attempts.seal(ACME, vault.newSecret(), leading(room + 3)).isEmpty());
  }

  private static LoginState leading(int more) {
    return LoginState.begun(SignInRequirement.any(), RESUME + "s".repeat(more)).in("0".repeat(64));
  }

  private String named(SubjectRef who) {
    var state = LoginState.begun(DEMANDING, RESUME).in("0".repeat(64)).identified("ada", who);
    return attempts.seal(ACME, vault.newSecret(), state).orElseThrow();
  }
}
