/** Answers that wait for a person, and the page on which they answer. */
package org.lumoauth.agents.aauthperson.deferred;
