/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class RequestedTokenTypeHandlerContractTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String THERE = "https://there.example";
  private static final TestJwtSigner KEY = TestJwtSigner.es256("key-1");

  @Test
  void acceptsCompliantHandler() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsHandlerWithInvalidSubjectTokenType() {
    ContractVerdict.breaks(ShortTypeName.class, "declaresTokenTypesAsUris");
  }

  @Test
  void detectsHandlerOmittingActor() {
    ContractVerdict.breaks(Anonymous.class, "issuesTokenWithSubjectAndActor");
  }

  @Test
  void detectsHandlerOutlivingSubjectToken() {
    ContractVerdict.breaks(Lasting.class, "expiresNoLaterThanItsSourceTokens");
  }

  @Test
  void detectsHandlerAddingScope() {
    ContractVerdict.breaks(Generous.class, "issuesOnlyRequestedOrPermittedScopes");
  }

  @Test
  void detectsHandlerTargetingTenantApi() {
    ContractVerdict.breaks(Own.class, "issuesTokenForAnAudienceOutsideThisServer");
  }

  @Test
  void detectsHandlerIssuingAccessToken() {
    ContractVerdict.breaks(Swapped.class, "issuesNoAccessToken");
  }

  @Test
  void detectsHandlerIssuingSameTokenTwice() {
    ContractVerdict.breaks(Same.class, "issuesUniqueTokenWithAnIdThatHidesItsValue");
  }

  @Test
  void detectsHandlerWithWrongErrorCode() {
    ContractVerdict.breaks(
        Otherwise.class, "rejectsWithErrorCodesOfTokenExchange", "acceptsAnyTextAsParameter");
  }

  @Test
  void detectsHandlerFailingOnInvalidUri() {
    ContractVerdict.breaks(Brittle.class, "acceptsAnyTextAsParameter");
  }

  /** Makes tokens for one audience, in a way that the wrong ones change. */
  static class Tokens implements RequestedTokenTypeHandler {
    private final FakeIdGenerator identifiers = new FakeIdGenerator();

    String id() {
      return identifiers.next("ctr_");
    }

    String type() {
      return "contract+jwt";
    }

    void check(String audience) {
      if (!audience.equals(THERE)) {
        throw OAuthException.invalidTarget("It is not for them.");
      }
    }

    String audience() {
      return THERE;
    }

    Instant until(RequestedTokenSubject subject) {
      return subject.expiresAt();
    }

    Set<String> scope(Set<String> asked) {
      return asked;
    }

    List<SubjectRef> actors(RequestedTokenSubject subject) {
      return subject.actors();
    }

    @Override
    public Set<String> subjectTypes() {
      return Set.of("urn:ietf:params:oauth:token-type:access_token");
    }

    @Override
    public RequestedTokenResult issue(
        TenantContext tenant, AuthenticatedTokenRequest request, RequestedTokenSubject subject) {
      check(request.request().requiredParameter("audience"));
      if (!subject.scope().containsAll(request.scope())) {
        throw OAuthException.invalidScope("The token does not permit that.");
      }
      var id = id();
      return new RequestedTokenResult(
          KEY.sign(Map.of("typ", type()), Map.of("jti", id)),
          id,
          Instant.now(),
          until(subject),
          scope(request.scope()),
          List.of(audience()),
          subject.subject(),
          actors(subject));
    }
  }

  abstract static class Type extends RequestedTokenTypeHandlerContract {
    private final Tokens tokens = tokens();

    abstract Tokens tokens();

    @Override
    protected RequestedTokenTypeHandler type() {
      return tokens;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthenticatedTokenRequest request() {
      return aGrantRequest().with("audience", THERE).withScope("orders.read").build();
    }

    @Override
    protected Set<String> scope() {
      return Set.of("orders.read", "orders.write");
    }

    @Override
    protected List<AuthenticatedTokenRequest> refused() {
      return List.of(
          aGrantRequest().withScope("orders.read").build(),
          aGrantRequest().with("audience", "https://else.example").build());
    }
  }

  static class Good extends Type {
    @Override
    Tokens tokens() {
      return new Tokens();
    }
  }

  static class ShortTypeName extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        public Set<String> subjectTypes() {
          return Set.of("access_token");
        }
      };
    }
  }

  static class Anonymous extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        List<SubjectRef> actors(RequestedTokenSubject subject) {
          return List.of();
        }
      };
    }
  }

  static class Lasting extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        Instant until(RequestedTokenSubject subject) {
          return Instant.now().plusSeconds(60);
        }
      };
    }
  }

  static class Generous extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        Set<String> scope(Set<String> asked) {
          Set<String> more = new HashSet<>(asked);
          more.add("orders.delete");
          return more;
        }
      };
    }
  }

  static class Own extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        String audience() {
          return ACME.issuer();
        }
      };
    }
  }

  static class Swapped extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        String type() {
          return "application/AT+jwt";
        }
      };
    }
  }

  static class Same extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        String id() {
          return "ctr_1";
        }
      };
    }
  }

  static class Otherwise extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        void check(String audience) {
          if (!audience.equals(THERE)) {
            throw OAuthException.invalidGrant("It is not for them.");
          }
        }
      };
    }
  }

  static class Brittle extends Type {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        void check(String audience) {
          super.check(URI.create(audience).toString());
        }
      };
    }
  }
}
