package org.lumoauth.oauth.openid;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.NoSigningKeys;

/** Remembers for which algorithms keys were published, and does nothing else. */
public final class PublishedKeys extends NoSigningKeys {

  private final List<Algorithm> published = new CopyOnWriteArrayList<>();

  public List<Algorithm> published() {
    return published;
  }

  @Override
  public void publish(TenantContext tenant, Algorithm algorithm) {
    published.add(algorithm);
  }
}
