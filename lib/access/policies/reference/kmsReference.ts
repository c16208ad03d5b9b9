/**
 * The actions of KMS, without their prefix `kms:`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const kmsActions: readonly string[] = `
  CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey
  Decrypt DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial DeriveSharedSecret
  DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation DisconnectCustomKeyStore
  EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair
  GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom
  GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey
  ImportKeyMaterial ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys
  ListResourceTags ListRetirableGrants PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey
  RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey
  TagResource UntagResource UpdateAlias UpdateCustomKeyStore UpdateKeyDescription
  UpdatePrimaryRegion Verify VerifyMac`
  .trim()
  .split(/\s+/);

/** The condition keys of KMS, without their prefix; one that ends with `:` is completed by a context's key. */
export const kmsKeys: readonly string[] = [
  "BypassPolicyLockoutSafetyCheck",
  "CallerAccount",
  "CustomerMasterKeySpec",
  "CustomerMasterKeyUsage",
  "DataKeyPairSpec",
  "EncryptionAlgorithm",
  "EncryptionContext",
  "EncryptionContextKeys",
  "ExpirationModel",
  "GrantConstraintSourceArn",
  "GrantConstraintType",
  "GrantIsForAWSResource",
  "GrantOperations",
  "GranteePrincipal",
  "GranteeServicePrincipal",
  "KeyAgreementAlgorithm",
  "KeyOrigin",
  "KeySpec",
  "KeyUsage",
  "MacAlgorithm",
  "MessageType",
  "MultiRegion",
  "MultiRegionKeyType",
  "PrimaryRegion",
  "ReEncryptOnSameKey",
  "RecipientAttestation",
  "ReplicaRegion",
  "RequestAlias",
  "ResourceAliases",
  "RetiringPrincipal",
  "RetiringServicePrincipal",
  "RotationPeriodInDays",
  "ScheduleKeyDeletionPendingWindowInDays",
  "SigningAlgorithm",
  "TrailingDaysWithoutKeyUsage",
  "ValidTo",
  "ViaService",
  "WrappingAlgorithm",
  "WrappingKeySpec",
  "EncryptionContext:",
];
