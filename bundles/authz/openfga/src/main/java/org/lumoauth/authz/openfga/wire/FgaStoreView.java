/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** A store on the wire. */
public record FgaStoreView(
    String id,
    String name,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /** The values of a new store. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CreateStoreBody(String name) {}

  /** A page of stores. */
  public record ListStoresResponse(
      List<FgaStoreView> stores, @JsonProperty("continuation_token") String continuationToken) {

    /** Creates the response. */
    public static ListStoresResponse of(ResultSlice<RelationStoreMetadata> slice) {
      return new ListStoresResponse(
          slice.items().stream().map(FgaStoreView::of).toList(), slice.next().orElse(""));
    }
  }

  /** Creates the wire form of a store. */
  public static FgaStoreView of(RelationStoreMetadata store) {
    return new FgaStoreView(
        FgaIdMapper.plain(store.id()), store.name(), store.createdAt(), store.updatedAt());
  }
}
