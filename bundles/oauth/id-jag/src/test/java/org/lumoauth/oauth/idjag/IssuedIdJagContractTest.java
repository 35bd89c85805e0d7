package org.lumoauth.oauth.idjag;

import static org.lumoauth.testkit.builder.Builders.aGrantRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.RequestedTokenType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.GrantRequestBuilder;
import org.lumoauth.testkit.contract.RequestedTokenTypeContract;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;
import org.lumoauth.testkit.fake.FakeSubjectIdentifiers;

class IssuedIdJagContractTest extends RequestedTokenTypeContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String CHAT = "https://chat.example";

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings());
  private final IssuedIdJag type =
      new IssuedIdJag(
          settings,
          new FakeSigningKeys(),
          new FakeIdentifiers(),
          new AudienceNames(settings, new FakeClients(), new FakeSubjectIdentifiers()));

  IssuedIdJagContractTest() {
    settings.change(ACME, IdJagSettings.SECTION, Map.of("audiences", List.of(CHAT)));
  }

  @Override
  protected RequestedTokenType type() {
    return type;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected GrantRequest request() {
    return asks(CHAT).withScope("chat.read").with("resource", CHAT + "/api").build();
  }

  /** The scopes are the other server's. */
  @Override
  protected Set<String> scope() {
    return Set.of("openid");
  }

  @Override
  protected List<GrantRequest> refused() {
    return List.of(
        aGrantRequest().build(),
        asks("https://else.example").build(),
        asks(ACME.issuer()).build(),
        asks(CHAT).with("resource", "relative").build(),
        asks(CHAT).withScope("\u00e9").build());
  }

  private static GrantRequestBuilder asks(String audience) {
    return aGrantRequest().with("audience", audience);
  }
}
