package org.lumoauth.api.oauth;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds members to the authorization server metadata (RFC 8414 section 2) while its
 * module is installed. Registered with {@code lumoauth.kind=metadata} and {@code lumoauth.name}.
 */
public interface MetadataContributor {

  /**
   * Adds to the document.
   *
   * @param metadata the members so far; lists are mutable
   */
  void contribute(TenantContext tenant, Map<String, Object> metadata);

  /**
   * Adds what follows from what the others added: called for each once all have contributed.
   *
   * @param metadata the members so far; lists are mutable
   */
  default void complete(TenantContext tenant, Map<String, Object> metadata) {
    // as a rule nothing follows
  }
}
