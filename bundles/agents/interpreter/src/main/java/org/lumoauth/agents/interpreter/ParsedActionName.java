/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Set;

/**
 * One way to name an action.
 *
 * @param verb the stem of the verb; empty text if there is none
 * @param verbClass the class of the verb
 * @param objects the stems of the objects of the action
 */
record ParsedActionName(String verb, String verbClass, Set<String> objects) {}
