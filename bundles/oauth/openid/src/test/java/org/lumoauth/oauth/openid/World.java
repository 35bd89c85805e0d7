package org.lumoauth.oauth.openid;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anOAuthRequest;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.ClaimsContributor;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientEncryption;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.SubjectIdentifiers;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.oauth.openid.claims.StandardClaims;
import org.lumoauth.oauth.openid.claims.SubjectClaims;
import org.lumoauth.oauth.openid.token.ClientJwts;
import org.lumoauth.oauth.openid.token.IdTokenContributor;
import org.lumoauth.oauth.openid.token.MadeIdTokens;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.keys.signing.SigningKeyRing;
import org.lumoauth.platform.keys.vault.Vault;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.TokenServiceComponent;
import org.lumoauth.platform.tokens.settings.SigningChoice;
import org.lumoauth.platform.tokens.subject.SectorSubjects;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The module over the real keys and tokens of two tenants, each with a user and a client. */
public final class World {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Client APP =
      aClient()
          .withId("app")
          .withScope("openid", "profile", "email")
          .withRedirectUris("https://app.example/cb")
          .build();
  public static final SubjectRef USER = aUserRef();

  public final FakeClients clients = new FakeClients().with(ACME, APP).with(GLOBEX, APP);
  public final FakeUserDirectory users =
      new FakeUserDirectory()
          .with(ACME, aUser().named("Ada").build())
          .with(GLOBEX, aUser().named("Ada").build());
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(OpenIdSettings.SECTION, new OpenIdSettings())
          .with("tokens", List::of);
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(ClaimsContributor.class, "standard", new StandardClaims(users));
  public final SigningKeys keys;
  public final TokenService tokens;
  public final SubjectIdentifiers subjects;
  public final ClientJwts jwts;
  public final SubjectClaims claims = new SubjectClaims(registry);
  public final IdTokenContributor idTokens;
  public final MadeIdTokens made;

  public World(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    var vault = Vault.over(unit, new MasterKey(new byte[32]), 10);
    var subjectsOf =
        new FakeSubjects()
            .with(ACME, USER)
            .with(GLOBEX, USER)
            .with(ACME, APP.subject())
            .with(GLOBEX, APP.subject());
    var wiring =
        new Wiring(
            database.units(),
            vault,
            JcaProvider.fastest(),
            SigningChoice.of(SigningKeys.Algorithm.ES256),
            new FakeTenantRegistry().with(ACME).with(GLOBEX),
            clients,
            subjectsOf,
            settings,
            new FakeAuditLog(),
            new FakeIdentifiers(),
            new FakeDomainEvents(),
            registry);
    subjects = wiring.get(SectorSubjects.class);
    keys = wiring.get(SigningKeyRing.class);
    tokens = wiring.get(TokenServiceComponent.class);
    jwts = new ClientJwts(keys, new ClientEncryption(null, null));
    idTokens = new IdTokenContributor(jwts, subjects, claims, settings, registry);
    made = new MadeIdTokens(keys, subjects);
  }

  public static AuthorizationGrant granted(Client client, Map<String, Object> claims) {
    return new AuthorizationGrant(
        "grn_1",
        client.clientId(),
        USER,
        Set.of("openid", "email"),
        List.of(),
        Optional.of("ses_1"),
        Optional.of(Instant.ofEpochSecond(1_700_000_000)),
        Optional.of("urn:lumoauth:acr:1"),
        Set.of("pwd"),
        Optional.of("n-1"),
        claims,
        List.of(),
        Optional.empty());
  }

  public IssuedToken accessToken(TenantContext tenant, Client client, String... scope) {
    return tokens.issue(
        tenant,
        new AccessTokenRequest(
            client,
            USER,
            List.of(),
            Set.of(scope),
            List.of(),
            Duration.ofHours(1),
            Optional.empty(),
            Map.of()));
  }

  public String idToken(TenantContext tenant) {
    return idToken(tenant, APP, Map.of(), "authorization_code");
  }

  public String idToken(
      TenantContext tenant, Client client, Map<String, Object> claims, String grantType) {
    var form = anOAuthRequest().with("grant_type", grantType).build();
    var request = new GrantRequest(client, "client_secret_basic", form, Optional.empty());
    var token = accessToken(tenant, client, "openid", "email");
    return (String)
        idTokens
            .membersOf(tenant, request, granted(client, claims), token, Map.of())
            .get("id_token");
  }

  /** The payload of a JWS, unverified. */
  public static Map<String, Object> claims(String jws) {
    try {
      return JSONObjectUtils.parse(JWSObject.parse(jws).getPayload().toString());
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
