/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/**
 * The response for an asset.
 *
 * @param asked the requested name, which differs for an older page
 */
record AssetResponse(PageAssetProvider.PageAsset asset, String asked) {

  void writeTo(HttpServletResponse response) throws IOException {
    byte[] content = asset.content().getBytes(StandardCharsets.UTF_8);
    response.setStatus(200);
    response.setContentType(asset.type());
    response.setHeader(
        "Cache-Control",
        asset.hashedName().equals(asked) ? "public, max-age=31536000, immutable" : "no-cache");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
