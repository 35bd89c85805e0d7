/** Interactions with the user: the page, the question, the decision and its consequences. */
package org.lumoauth.agents.aauthperson.interaction;
