package org.lumoauth.platform.tokens.settings;

import java.util.Map;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the key of a tenant's access tokens when somebody reads its metadata: whoever does
 * reads the key set next, and may keep that for an hour.
 */
@Component(property = {"lumoauth.kind=metadata", "lumoauth.name=platform-tokens"})
public final class PublishedChoice implements MetadataContributor {

  private final SigningChoice choice;
  private final SigningKeys keys;

  @Activate
  public PublishedChoice(@Reference SigningChoice choice, @Reference SigningKeys keys) {
    this.choice = choice;
    this.keys = keys;
  }

  /** Adds nothing: access tokens are opaque to clients. */
  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    keys.publish(tenant, choice.accessTokens(tenant));
  }
}
