/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.StaleDataException;

class VersionPreconditionValidatorTest {

  @Test
  void mapsStaleVersionTo412() {
    ApiException told =
        VersionPreconditionValidator.preconditionFailed(new StaleDataException(null));

    assertEquals(412, told.status());
    assertEquals("precondition_failed", told.code());
  }

  @Test
  void mapsBusyRowTo503() {
    ApiException told =
        VersionPreconditionValidator.preconditionFailed(StaleDataException.busy(null));

    assertEquals(503, told.status());
    assertEquals("temporarily_unavailable", told.code());
    assertEquals("1", told.headers().get("Retry-After"));
  }
}
