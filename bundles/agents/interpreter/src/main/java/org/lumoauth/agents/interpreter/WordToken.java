/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

/**
 * A word of a text.
 *
 * @param word the word in lower case
 * @param stem the common stem of its forms
 */
record WordToken(String word, String stem) {}
