/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.platform.directory.rest.NamedReferenceView;

/** The JSON representation of {@code GetMeResponse}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentSubjectView(
    @JsonProperty("subject_type") String subjectType,
    String id,
    String email,
    String name,
    @JsonProperty("mfa_enabled") Boolean mfaEnabled,
    List<String> roles,
    List<String> capabilities,
    NamedReferenceView tenant) {}
