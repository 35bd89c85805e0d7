/** Verified requests: the requested access, the acting agents and the person. */
package org.lumoauth.agents.aauthperson.request;
