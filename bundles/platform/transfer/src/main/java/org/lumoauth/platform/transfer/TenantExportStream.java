package org.lumoauth.platform.transfer;

import java.io.IOException;
import java.io.OutputStream;

/** A tenant as a JSON document that is read while it is written. */
@FunctionalInterface
public interface TenantExportStream {

  /**
   * Writes the document. The stream is flushed and stays open.
   *
   * @throws org.lumoauth.api.web.ApiException if a section cannot be read; what is written then is
   *     no whole document
   */
  void writeTo(OutputStream out) throws IOException;
}
