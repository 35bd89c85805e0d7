/**
 * Writes and verifies the hash chains. A single thread collects waiting events, links them, commits
 * once and completes their receipts. Records of all tenants share a commit, but each tenant has its
 * own chain.
 */
package org.lumoauth.platform.audit.chain;
