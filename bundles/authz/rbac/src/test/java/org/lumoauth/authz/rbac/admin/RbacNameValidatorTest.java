/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class RbacNameValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "documents.read",
        "filesystem.read_file",
        "github.create-issue",
        "com.example.Documents.read",
        "mcp:files/local.read@v2"
      })
  void acceptsCommonPermissionNames(String slug) {
    assertEquals(slug, RbacNameValidator.permission(slug));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "documents",
        ".read",
        "documents.",
        "documents..read",
        "documents.*",
        "*",
        "documents. read",
        "documents.read\n",
        "documents.read\u0000",
        "dоcuments.read"
      })
  void rejectsWildcardsBlanksAndLookAlikes(String slug) {
    assertThrows(ApiException.class, () -> RbacNameValidator.permission(slug));
  }
}
