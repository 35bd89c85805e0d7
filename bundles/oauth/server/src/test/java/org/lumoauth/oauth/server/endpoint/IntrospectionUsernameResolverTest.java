/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;

/** Whom introspection names, and to whom that is told. */
class IntrospectionUsernameResolverTest extends OAuthEndpointTestBase {
  private final IntrospectionUsernameResolver usernames = new IntrospectionUsernameResolver(people);

  @Test
  void returnsNameWithProfileScope() throws Exception {
    people.with(ACME, aUserRef(), "Ada Lovelace");

    assertEquals(Optional.of("Ada Lovelace"), of(aUserRef(), "openid", "profile"));
  }

  @Test
  void omitsNameWithoutProfileScope() throws Exception {
    people.with(ACME, aUserRef(), "Ada Lovelace");

    assertEquals(Optional.empty(), of(aUserRef(), "openid", "email"));
  }

  @Test
  void returnsEmailAsNameOnlyWithEmailScope() throws Exception {
    people.with(ACME, aUserRef(), "ada@example.com");

    assertEquals(Optional.empty(), of(aUserRef(), "profile"));
    assertEquals(Optional.of("ada@example.com"), of(aUserRef(), "profile", "email"));
  }

  @Test
  void omitsNameOfUnknownOrNonUserSubject() throws Exception {
    people.with(ACME, ROBOT.subject(), "Robot");

    assertEquals(Optional.empty(), of(aUserRef(), "profile"));
    assertEquals(Optional.empty(), of(ROBOT.subject(), "profile"));
  }

  private Optional<String> of(SubjectRef subject, String... scope) throws InvalidTokenException {
    var jwt =
        tokens
            .issue(
                ACME,
                new AccessTokenIssuanceRequest(
                    ROBOT,
                    subject,
                    List.of(),
                    Set.of(scope),
                    List.of(),
                    Duration.ofHours(1),
                    Optional.empty(),
                    Map.of()))
            .value();
    return usernames.of(ACME, tokens.verifyForAnyAudience(ACME, jwt));
  }
}
