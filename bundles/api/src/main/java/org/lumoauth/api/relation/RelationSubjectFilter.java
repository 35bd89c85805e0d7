/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Optional;

/**
 * The kind of subjects to list.
 *
 * @param type the type
 * @param relation usersets of this relation; empty for single objects
 */
public record RelationSubjectFilter(String type, Optional<String> relation) {}
