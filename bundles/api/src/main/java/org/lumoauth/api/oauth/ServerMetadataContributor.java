package org.lumoauth.api.oauth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds members to the authorization server metadata (RFC 8414 section 2) while its
 * module is installed. Registered with {@code lumoauth.kind=metadata} and {@code lumoauth.name}.
 */
public interface ServerMetadataContributor {

  /**
   * Service property: what {@link #personalScopes} says, one text or several. It is known while the
   * module is away, also when that did not start with the server; of one that does not have the
   * property it is taken that any scope may be a person's own until it was there.
   */
  String PERSONAL_SCOPES = "lumoauth.oauth.personal-scopes";

  /** The property of one that has none. */
  String NO_PERSONAL_SCOPES = PERSONAL_SCOPES + "=";

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

  /**
   * Those of its scopes by which an application does what is a person's own, as to name who answers
   * in their place: they are asked for these whatever the application is, one of the organization's
   * own ({@code first_party}) too.
   */
  default Set<String> personalScopes() {
    return Set.of();
  }

  /**
   * Adds to a list of the document what is not in it yet; of nothing to add no list comes.
   *
   * @param metadata the members so far
   * @param member a member whose value is a list of text, as {@code scopes_supported}
   */
  @SuppressWarnings("unchecked")
  static void add(Map<String, Object> metadata, String member, Collection<String> values) {
    if (values.isEmpty()) {
      return;
    }
    var all = (List<Object>) metadata.computeIfAbsent(member, any -> new ArrayList<>());
    for (String value : values) {
      if (!all.contains(value)) {
        all.add(value);
      }
    }
  }
}
