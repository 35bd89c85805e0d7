/**
 * Interprets questions of agents in English locally: it compares their words with the names and
 * descriptions of the tenant's own actions. A partial match never reaches full confidence.
 */
package org.lumoauth.agents.interpreter;
