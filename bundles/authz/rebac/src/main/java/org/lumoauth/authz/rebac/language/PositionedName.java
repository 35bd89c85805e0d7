/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

/**
 * A name with its position.
 *
 * @param text the name
 * @param place the position
 */
public record PositionedName(String text, SourcePosition place) {}
