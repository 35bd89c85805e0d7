package org.lumoauth.agents.interpreter;

import java.util.Set;

/**
 * One way in which an action is named.
 *
 * @param verb the stem of the word that says what is done; empty text if none does
 * @param verbClass the class of that word
 * @param objects the stems of the words that say what it is done to
 */
record ParsedActionName(String verb, String verbClass, Set<String> objects) {}
