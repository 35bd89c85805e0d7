/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class IntrospectableTokenTypeHandlerContractTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantHandler() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsHandlerIgnoringTenant() {
    ContractVerdict.breaks(Borderless.class, "ignoresTokenOfAnotherTenant");
  }

  @Test
  void detectsHandlerRevokingTokensOfOtherClients() {
    ContractVerdict.breaks(Careless.class, "doesNotRevokeTokenOfAnotherClient");
  }

  @Test
  void detectsHandlerNotRevokingToken() {
    ContractVerdict.breaks(Lazy.class, "revokesTokenPermanently");
  }

  @Test
  void detectsHandlerAcceptingSimilarToken() {
    ContractVerdict.breaks(Nearsighted.class, "ignoresTokensOfOtherTypes");
  }

  @Test
  void detectsHandlerFailingOnOtherTokens() {
    ContractVerdict.breaks(Brittle.class, "ignoresTokensOfOtherTypes");
  }

  @Test
  void detectsHandlerExposingToken() {
    ContractVerdict.breaks(Talkative.class, "omitsTokenValueFromResponse");
  }

  @Test
  void detectsHandlerOmittingOwnerOfRefreshToken() {
    ContractVerdict.breaks(Secretive.class, "reportsSubjectAndScopeOfRefreshToken");
  }

  @Test
  void detectsHandlerWithTimesAsStrings() {
    ContractVerdict.breaks(Wordy.class, "returnsStandardIntrospectionMembers");
  }

  @Test
  void detectsHandlerWithForeignIssuer() {
    ContractVerdict.breaks(Foreign.class, "reportsSubjectOfValidToken");
  }

  /** Tokens in memory, in a way that the wrong ones change. */
  static class Tokens implements IntrospectableTokenTypeHandler {
    private record Entry(String tenantId, String clientId) {}

    private final Map<String, Entry> live = new ConcurrentHashMap<>();

    String issue() {
      var token = "Token-" + live.size();
      live.put(token, new Entry(ACME.id(), aClient().build().clientId()));
      return token;
    }

    boolean in(TenantContext tenant, String tenantId) {
      return tenant.id().equals(tenantId);
    }

    boolean of(Client client, String clientId) {
      return client.clientId().equals(clientId);
    }

    String read(String token) {
      return token;
    }

    void end(String token) {
      live.remove(token);
    }

    Map<String, Object> members(String token) {
      return Map.of("scope", "a b", "exp", 4_102_444_800L, "iss", ACME.issuer());
    }

    @Override
    public Optional<ActiveToken> introspect(TenantContext tenant, String token) {
      return Optional.ofNullable(live.get(read(token)))
          .filter(entry -> in(tenant, entry.tenantId()))
          .map(entry -> new ActiveToken(entry.clientId(), members(token)));
    }

    @Override
    public Optional<String> revoke(TenantContext tenant, Client client, String token) {
      var found =
          Optional.ofNullable(live.get(read(token)))
              .filter(entry -> in(tenant, entry.tenantId()))
              .filter(entry -> of(client, entry.clientId()));
      found.ifPresent(entry -> end(read(token)));
      return found.map(entry -> "fam_1");
    }
  }

  abstract static class Kind extends IntrospectableTokenTypeHandlerContract {
    private final Tokens tokens = tokens();

    abstract Tokens tokens();

    @Override
    protected IntrospectableTokenTypeHandler kind() {
      return tokens;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected Client client() {
      return aClient().build();
    }

    @Override
    protected String hint() {
      return "contract_token";
    }

    @Override
    protected String issue() {
      return tokens.issue();
    }
  }

  static class Good extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens();
    }
  }

  static class Borderless extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        boolean in(TenantContext tenant, String tenantId) {
          return true;
        }
      };
    }
  }

  static class Careless extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        boolean of(Client client, String clientId) {
          return true;
        }
      };
    }
  }

  static class Lazy extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        void end(String token) {
          // it stays
        }
      };
    }
  }

  static class Nearsighted extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        String read(String token) {
          return token.strip();
        }
      };
    }
  }

  static class Brittle extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        String read(String token) {
          return token.substring(0, 6) + Integer.parseInt(token.substring(6));
        }
      };
    }
  }

  static class Talkative extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        Map<String, Object> members(String token) {
          return Map.of("jti", "of " + token);
        }
      };
    }
  }

  static class Secretive extends Good {
    @Override
    protected String hint() {
      return "refresh_token";
    }
  }

  static class Wordy extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        Map<String, Object> members(String token) {
          return Map.of("exp", "2100-01-01T00:00:00Z");
        }
      };
    }
  }

  static class Foreign extends Kind {
    @Override
    Tokens tokens() {
      return new Tokens() {
        @Override
        Map<String, Object> members(String token) {
          Map<String, Object> members = new HashMap<>(super.members(token));
          members.put("iss", "https://contract.example");
          return members;
        }
      };
    }
  }
}
