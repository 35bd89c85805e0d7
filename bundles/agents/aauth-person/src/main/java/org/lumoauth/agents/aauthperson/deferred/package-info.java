/** Deferred requests that wait for a person, and the page on which the person answers. */
package org.lumoauth.agents.aauthperson.deferred;
