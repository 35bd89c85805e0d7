/**
 * Understands questions of agents in English without asking anybody: it compares their words with
 * the names and descriptions of the tenant's own actions. What it does not wholly understand it is
 * not sure of.
 */
package org.lumoauth.agents.interpreter;
