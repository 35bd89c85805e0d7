package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.oauth.AuthorizationDetailsType;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.richauthorization.schema.DetailSchema;

/**
 * A declared type at work.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-5">RFC 9396 section 5</a>
 */
final class TenantType implements AuthorizationDetailsType {

  /** Longer ones nobody reads on a page, and a token has no room for. */
  static final int MAX_CHARACTERS = 4_000;

  private final DeclaredType declared;
  private final DetailSchema schema;

  /**
   * Compiles the schema.
   *
   * @throws org.lumoauth.oauth.richauthorization.schema.UnusableSchemaException if it can't be
   */
  TenantType(DeclaredType declared) {
    this.declared = declared;
    this.schema = DetailSchema.of(declared.type(), declared.schema());
  }

  @Override
  public Map<String, Object> check(
      TenantContext tenant, Client client, Map<String, Object> detail) {
    JsonNode element = DetailJson.tree(detail);
    if (element.toString().length() > MAX_CHARACTERS) {
      throw invalid("An element has more than " + MAX_CHARACTERS + " characters.");
    }
    schema
        .violation(element)
        .ifPresent(
            violation -> {
              throw invalid(violation);
            });
    return detail;
  }

  @Override
  public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
    JsonNode element = DetailJson.tree(detail);
    String line =
        WordsByLanguage.choose(declared.words(), locale)
            .map(words -> Words.of(words).fill(element))
            .orElseGet(() -> Words.listing(element));
    return List.of(declared.name(), line);
  }

  @Override
  public boolean within(
      TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
    return Narrowing.within(DetailJson.tree(detail), DetailJson.tree(granted));
  }

  private static OAuthError invalid(String description) {
    return new OAuthError(400, "invalid_authorization_details", description);
  }
}
