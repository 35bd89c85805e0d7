/**
 * The chain. One thread writes: it takes what waits, links it, commits once, and wakes those who
 * wait for it. Records of all tenants share a commit, none shares a chain.
 */
package org.lumoauth.platform.audit.chain;
