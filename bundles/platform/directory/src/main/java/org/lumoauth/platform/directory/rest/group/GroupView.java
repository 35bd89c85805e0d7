/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.platform.directory.rest.NamedReferenceView;

/** The JSON representation of {@code Group}. {@code groups} contains the nested groups. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GroupView(
    String id,
    String name,
    String slug,
    String description,
    @JsonProperty("isSystem") boolean system,
    long memberCount,
    long roleCount,
    String createdAt,
    String updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<NamedReferenceView> roles,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<GroupMemberView> members,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<NamedReferenceView> groups) {}
