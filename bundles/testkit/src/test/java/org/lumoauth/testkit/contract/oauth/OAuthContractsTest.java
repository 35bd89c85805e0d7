/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class OAuthContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String SECRET = "Correct-horse";

  @Test
  void acceptsCompliantGrant() {
    ContractVerdict.holds(GoodGrant.class);
  }

  @Test
  void detectsGrantIssuingUnregisteredScope() {
    ContractVerdict.breaks(GenerousGrant.class, "rejectsScopeOutsideTheRegistration");
  }

  @Test
  void acceptsCompliantClientAuthenticator() {
    ContractVerdict.holds(GoodAuthenticator.class);
  }

  @Test
  void detectsClientAuthenticatorRevealingClientExistence() {
    ContractVerdict.breaks(
        TalkativeAuthenticator.class, "givesTheSameErrorForUnknownClientAndInvalidProof");
  }

  @Test
  void acceptsCompliantClaims() {
    ContractVerdict.holds(GoodClaims.class);
  }

  @Test
  void detectsClaimsReplacingSubject() {
    ContractVerdict.breaks(PresumptuousClaims.class, "declaresNoClaimThatTheServerSets");
  }

  @Test
  void acceptsCompliantMetadata() {
    ContractVerdict.holds(GoodMetadata.class);
  }

  @Test
  void detectsMetadataReplacingOtherContributions() {
    ContractVerdict.breaks(RudeMetadata.class, "keepsMembersOfOtherContributors");
  }

  abstract static class Grant extends GrantHandlerContract {
    private final FakeTokenService tokens = new FakeTokenService();

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected AuthenticatedTokenRequest granted() {
      return aGrantRequest().build();
    }

    @Override
    protected AuthenticatedTokenRequest refused() {
      return aGrantRequest().from(aPublicClient()).build();
    }

    @Override
    protected String refusal() {
      return "unauthorized_client";
    }

    TokenResponse token(
        TenantContext tenant, AuthenticatedTokenRequest request, Set<String> scope) {
      if (!request.client().confidential()) {
        throw OAuthException.unauthorizedClient("This client can keep no secret.");
      }
      var client = request.client();
      return TokenResponse.bearer(
          tokens.issue(
              tenant,
              new AccessTokenIssuanceRequest(
                  client,
                  client.subject(),
                  List.of(),
                  scope.isEmpty() ? client.scope() : scope,
                  List.of(),
                  client.accessTokenLifetime(),
                  Optional.empty(),
                  Map.of())));
    }
  }

  static class GoodGrant extends Grant {
    @Override
    protected GrantHandler handler() {
      return (tenant, request) -> {
        if (!request.client().scope().containsAll(request.scope())) {
          throw OAuthException.invalidScope("Ask for registered scopes.");
        }
        return token(tenant, request, request.scope());
      };
    }
  }

  static class GenerousGrant extends Grant {
    @Override
    protected GrantHandler handler() {
      return (tenant, request) -> token(tenant, request, request.scope());
    }
  }

  abstract static class Authentication extends ClientAuthenticationMethodContract {
    final FakeClientDirectory clients =
        new FakeClientDirectory().with(ACME, aClient().build(), SECRET);

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String clientId() {
      return ClientBuilder.ID;
    }

    @Override
    protected OAuthRequest authentic() {
      return form(ClientBuilder.ID, SECRET);
    }

    @Override
    protected OAuthRequest forged() {
      return form(ClientBuilder.ID, "wrong");
    }

    @Override
    protected OAuthRequest unknownClient() {
      return form("cli_nobody", SECRET);
    }

    private static OAuthRequest form(String id, String secret) {
      return anOAuthRequest().with("client_id", id).with("client_secret", secret).build();
    }

    Optional<Client> proven(TenantContext tenant, OAuthRequest request) {
      var id = request.requiredParameter("client_id");
      if (!clients.verifySecret(tenant, id, request.requiredParameter("client_secret"))) {
        throw OAuthException.invalidClient();
      }
      return clients.find(tenant, id);
    }
  }

  static class GoodAuthenticator extends Authentication {
    @Override
    protected ClientAuthenticationMethod authenticator() {
      return (tenant, request) ->
          request.parameter("client_secret").isEmpty() ? Optional.empty() : proven(tenant, request);
    }
  }

  static class TalkativeAuthenticator extends Authentication {
    @Override
    protected ClientAuthenticationMethod authenticator() {
      return (tenant, request) -> {
        if (request.parameter("client_secret").isEmpty()) {
          return Optional.empty();
        }
        if (clients.find(tenant, request.requiredParameter("client_id")).isEmpty()) {
          throw new OAuthException(401, "invalid_client", "The client does not exist.");
        }
        return proven(tenant, request);
      };
    }
  }

  abstract static class Claims extends SubjectClaimsContributorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SubjectRef subject() {
      return aUserRef();
    }

    @Override
    protected Set<String> scope() {
      return Set.of("profile");
    }

    static SubjectClaimsContributor naming(Set<String> names) {
      return new SubjectClaimsContributor() {
        @Override
        public Set<String> claims() {
          return names;
        }

        @Override
        public Map<String, Object> claims(
            TenantContext tenant,
            SubjectRef subject,
            Client client,
            Set<String> scope,
            Set<String> requested) {
          boolean known = tenant.id().equals(ACME.id()) && subject.equals(aUserRef());
          return known && scope.contains("profile") ? Map.of("name", "Ada") : Map.of();
        }
      };
    }
  }

  static class GoodClaims extends Claims {
    @Override
    protected SubjectClaimsContributor contributor() {
      return naming(Set.of("name"));
    }
  }

  static class PresumptuousClaims extends Claims {
    @Override
    protected SubjectClaimsContributor contributor() {
      return naming(Set.of("name", "sub"));
    }
  }

  abstract static class Metadata extends ServerMetadataContributorContract {
    @Override
    protected TenantContext tenant() {
      return ACME;
    }
  }

  static class GoodMetadata extends Metadata {
    @Override
    protected ServerMetadataContributor contributor() {
      return (tenant, metadata) -> {
        metadata.put("token_endpoint", tenant.issuer() + "/oauth/token");
        var grants = new ArrayList<Object>((List<?>) metadata.get("grant_types_supported"));
        if (!grants.contains("client_credentials")) {
          grants.add("client_credentials");
        }
        metadata.put("grant_types_supported", grants);
      };
    }
  }

  static class RudeMetadata extends Metadata {
    @Override
    protected ServerMetadataContributor contributor() {
      return (tenant, metadata) -> {
        var mine = new HashMap<String, Object>();
        mine.put("grant_types_supported", new ArrayList<>(List.of("client_credentials")));
        metadata.putAll(mine);
      };
    }
  }
}
