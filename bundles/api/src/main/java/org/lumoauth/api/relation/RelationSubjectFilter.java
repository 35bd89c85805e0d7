package org.lumoauth.api.relation;

import java.util.Optional;

/**
 * What kind of subjects is looked for.
 *
 * @param type the type
 * @param relation usersets of this relation; empty for single objects
 */
public record RelationSubjectFilter(String type, Optional<String> relation) {}
