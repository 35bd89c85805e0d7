/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.empty;

import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.lumoauth.api.web.PublicAccess;

/** Answers with a small body and does nothing for it. */
@PublicAccess
@Path("benchmark")
@Produces("application/json")
public final class EmptyResource {

  @GET
  @Path("empty")
  public Map<String, Boolean> empty() {
    return Map.of("ok", true);
  }
}
