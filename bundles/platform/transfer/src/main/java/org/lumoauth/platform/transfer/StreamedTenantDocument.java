/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import java.io.IOException;
import java.io.OutputStream;

/** A tenant as a JSON document that is read from the sections while it is written. */
@FunctionalInterface
public interface StreamedTenantDocument {

  /**
   * Writes the document. The stream is flushed but not closed.
   *
   * @throws org.lumoauth.api.web.ApiException if a section cannot be read; the output is then
   *     incomplete
   */
  void writeTo(OutputStream out) throws IOException;
}
