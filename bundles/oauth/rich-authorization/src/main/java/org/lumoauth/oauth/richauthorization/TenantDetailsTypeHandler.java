/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.richauthorization.schema.AuthorizationDetailSchema;

/**
 * Validates and describes elements of a declared type.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-5">RFC 9396 section 5</a>
 */
final class TenantDetailsTypeHandler implements AuthorizationDetailsType {

  /**
   * The maximum length of an element. Longer elements are unreadable on a consent page and do not
   * fit in a token.
   */
  static final int MAX_CHARACTERS = 4_000;

  private final DetailsTypeDeclaration declared;
  private final AuthorizationDetailSchema schema;

  /**
   * Compiles the schema.
   *
   * @throws org.lumoauth.oauth.richauthorization.schema.UnsupportedSchemaException if the schema is
   *     not supported
   */
  TenantDetailsTypeHandler(DetailsTypeDeclaration declared) {
    this.declared = declared;
    this.schema = AuthorizationDetailSchema.of(declared.type(), declared.schema());
  }

  @Override
  public Map<String, Object> check(
      TenantContext tenant, Client client, Map<String, Object> detail) {
    JsonNode element = AuthorizationDetailJsonConverter.tree(detail);
    if (element.toString().length() > MAX_CHARACTERS) {
      throw invalid("An element must not be longer than " + MAX_CHARACTERS + " characters.");
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
    JsonNode element = AuthorizationDetailJsonConverter.tree(detail);
    String line =
        DescriptionLanguageSelector.choose(declared.words(), locale)
            .map(words -> DetailDescriptionTemplate.of(words).fill(element))
            .orElseGet(() -> DetailDescriptionTemplate.listing(element));
    return List.of(declared.name(), line);
  }

  @Override
  public boolean isWithin(
      TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
    return AuthorizationDetailSubsetMatcher.isWithin(
        AuthorizationDetailJsonConverter.tree(detail),
        AuthorizationDetailJsonConverter.tree(granted));
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(400, "invalid_authorization_details", description);
  }
}
