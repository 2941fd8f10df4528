/**
 * Solvents, salts and additives of battery electrolytes, by the names and structures the field uses; formulas and InChIKeys
 * follow from the structures (RDKit 2026.09). CAS numbers bear their check digit and have not been held against a registry
 * one by one: where it matters, compare with the label. One a line: short name, roles, formula, CAS number, InChIKey,
 * SMILES, other names.
 */
const ROWS = String.raw`
EC|solvent|C3H4O3|96-49-1|KMTRUDSVKNLOMY-UHFFFAOYSA-N|C1COC(=O)O1|ethylene carbonate;1,3-dioxolan-2-one
PC|solvent|C4H6O3|108-32-7|RUOJZAUFBMNUDX-UHFFFAOYSA-N|CC1COC(=O)O1|propylene carbonate;4-methyl-1,3-dioxolan-2-one
DMC|solvent|C3H6O3|616-38-6|IEJIGPNLZYLLBP-UHFFFAOYSA-N|COC(=O)OC|dimethyl carbonate
EMC|solvent|C4H8O3|623-53-0|JBTWLSYIZRCDFO-UHFFFAOYSA-N|CCOC(=O)OC|ethyl methyl carbonate;methyl ethyl carbonate
DEC|solvent|C5H10O3|105-58-8|OIFBSDVPJOWBCH-UHFFFAOYSA-N|CCOC(=O)OCC|diethyl carbonate
FEC|solvent additive|C3H3FO3|114435-02-8|SBLRHMKNNHXPHG-UHFFFAOYSA-N|O=C1OCC(F)O1|fluoroethylene carbonate;4-fluoro-1,3-dioxolan-2-one
GBL|solvent|C4H6O2|96-48-0|YEJRWHAVMIAJKC-UHFFFAOYSA-N|O=C1CCCO1|gamma-butyrolactone;g-butyrolactone
MA|solvent|C3H6O2|79-20-9|KXKVLQRXCPHEJC-UHFFFAOYSA-N|CC(=O)OC|methyl acetate
EA|solvent|C4H8O2|141-78-6|XEKOWRVHYACXOJ-UHFFFAOYSA-N|CCOC(C)=O|ethyl acetate
MP|solvent|C4H8O2|554-12-1|RJUFJBKOKNCXHH-UHFFFAOYSA-N|CCC(=O)OC|methyl propionate;methyl propanoate
DME|solvent|C4H10O2|110-71-4|XTHFKEDIFFGKHM-UHFFFAOYSA-N|COCCOC|1,2-dimethoxyethane;glyme;monoglyme
DOL|solvent|C3H6O2|646-06-0|WNXJIVFYUVYPPR-UHFFFAOYSA-N|C1COCO1|1,3-dioxolane
THF|solvent|C4H8O|109-99-9|WYURNTSHIVDZCO-UHFFFAOYSA-N|C1CCOC1|tetrahydrofuran
2-MeTHF|solvent|C5H10O|96-47-9|JWUJQDFVADABEY-UHFFFAOYSA-N|CC1CCCO1|2-methyltetrahydrofuran
G2|solvent|C6H14O3|111-96-6|SBZXBUIDTXKZTM-UHFFFAOYSA-N|COCCOCCOC|diglyme;2-glyme;bis(2-methoxyethyl) ether
G3|solvent|C8H18O4|112-49-2|YFNKIDBQEZZDLK-UHFFFAOYSA-N|COCCOCCOCCOC|triglyme;3-glyme
G4|solvent|C10H22O5|143-24-8|ZUHZGEOKBKGPSW-UHFFFAOYSA-N|COCCOCCOCCOCCOC|tetraglyme;4-glyme
DEE|solvent|C6H14O2|629-14-1|LZDKZFUFMNSQCJ-UHFFFAOYSA-N|CCOCCOCC|1,2-diethoxyethane;ethylglyme
AN|solvent|C2H3N|75-05-8|WEVYAHXRMPXWCK-UHFFFAOYSA-N|CC#N|acetonitrile;MeCN
DMSO|solvent|C2H6OS|67-68-5|IAZDPXIOMUYVGZ-UHFFFAOYSA-N|CS(C)=O|dimethyl sulfoxide
SL|solvent|C4H8O2S|126-33-0|HXJUTPCZVOIRIF-UHFFFAOYSA-N|O=S1(=O)CCCC1|sulfolane;tetramethylene sulfone
TMP|solvent additive|C3H9O4P|512-56-1|WVLBCYQITXONBZ-UHFFFAOYSA-N|COP(=O)(OC)OC|trimethyl phosphate
TTE|solvent|C5H4F8O|16627-68-2|HCBRSIIGBBDDCD-UHFFFAOYSA-N|FC(F)C(F)(F)COC(F)(F)C(F)F|1,1,2,2-tetrafluoroethyl 2,2,3,3-tetrafluoropropyl ether
BTFE|solvent|C4H4F6O|333-36-8|KGPPDNUWZNWPSI-UHFFFAOYSA-N|FC(F)(F)COCC(F)(F)F|bis(2,2,2-trifluoroethyl) ether
LiPF6|salt|F6LiP|21324-40-3|AXPLOJNSKRXQPA-UHFFFAOYSA-N|[Li+].F[P-](F)(F)(F)(F)F|lithium hexafluorophosphate
LiFSI|salt|F2LiNO4S2|171611-11-3|VDVLPSWVDYJFRW-UHFFFAOYSA-N|[Li+].O=S(=O)(F)[N-]S(=O)(=O)F|lithium bis(fluorosulfonyl)imide
LiTFSI|salt|C2F6LiNO4S2|90076-65-6|QSZMZKBZAYQGRS-UHFFFAOYSA-N|[Li+].O=S(=O)([N-]S(=O)(=O)C(F)(F)F)C(F)(F)F|lithium bis(trifluoromethanesulfonyl)imide;lithium bistriflimide
LiBOB|salt additive|C4BLiO8|244761-29-3|NVQAYVUCVASGDK-UHFFFAOYSA-N|[Li+].O=C1O[B-]2(OC1=O)OC(=O)C(=O)O2|lithium bis(oxalato)borate
LiDFOB|salt additive|C2BF2LiO4|409071-16-5|MEDDCIKGDMDORY-UHFFFAOYSA-N|[Li+].O=C1O[B-](F)(F)OC1=O|lithium difluoro(oxalato)borate;LiODFB
LiBF4|salt|BF4Li|14283-07-9|UFXJWFBILHTTET-UHFFFAOYSA-N|[Li+].F[B-](F)(F)F|lithium tetrafluoroborate
LiClO4|salt|ClLiO4|7791-03-9|MHCFAGZWMAWTNR-UHFFFAOYSA-M|[Li+].[O-]Cl(=O)(=O)=O|lithium perchlorate
LiAsF6|salt|AsF6Li|29935-35-1|GTZQZEYBOGZTEO-UHFFFAOYSA-N|[Li+].F[As-](F)(F)(F)(F)F|lithium hexafluoroarsenate
LiOTf|salt|CF3LiO3S|33454-82-9|MCVFFRWZNYZUIJ-UHFFFAOYSA-M|[Li+].[O-]S(=O)(=O)C(F)(F)F|lithium trifluoromethanesulfonate;lithium triflate
LiNO3|salt additive|LiNO3|7790-69-4|IIPYXGDZVMZOAP-UHFFFAOYSA-N|[Li+].[O-][N+](=O)[O-]|lithium nitrate
VC|additive|C3H2O3|872-36-6|VAYTZRYEBVHVLE-UHFFFAOYSA-N|O=C1OC=CO1|vinylene carbonate;1,3-dioxol-2-one
VEC|additive|C5H6O3|4427-96-7|BJWMSGRKJIOCNR-UHFFFAOYSA-N|C=CC1COC(=O)O1|vinyl ethylene carbonate;4-vinyl-1,3-dioxolan-2-one
DTD|additive|C2H4O4S|1072-53-3|ZPFAVCIQZKRBGF-UHFFFAOYSA-N|O=S1(=O)OCCO1|1,3,2-dioxathiolane 2,2-dioxide;ethylene sulfate
ES|additive|C2H4O3S|3741-38-6|WDXYVJKNSMILOQ-UHFFFAOYSA-N|O=S1OCCO1|ethylene sulfite;1,3,2-dioxathiolane 2-oxide
PS|additive|C3H6O3S|1120-71-4|FSSPGSAQUIYDCN-UHFFFAOYSA-N|O=S1(=O)CCCO1|1,3-propane sultone;1,3-propanesultone
PES|additive|C3H4O3S|21806-61-1|KLLQVNFCMHPYGL-UHFFFAOYSA-N|O=S1(=O)C=CCO1|prop-1-ene-1,3-sultone;1-propene 1,3-sultone
MMDS|additive|C2H4O6S2|99591-74-9|GWAOOGWHPITOEY-UHFFFAOYSA-N|O=S1(=O)CS(=O)(=O)OCO1|methylene methanedisulfonate
LiPO2F2|additive|F2LiO2P|24389-25-1|IGILRSKEFZLPKG-UHFFFAOYSA-M|[Li+].[O-]P(=O)(F)F|lithium difluorophosphate;LiDFP
TMSPi|additive|C9H27O3PSi3|1795-31-9|VMZOBROUFBEGAR-UHFFFAOYSA-N|C[Si](C)(C)OP(O[Si](C)(C)C)O[Si](C)(C)C|tris(trimethylsilyl) phosphite
TMSP|additive|C9H27O4PSi3|10497-05-9|QJMMCGKXBZVAEI-UHFFFAOYSA-N|C[Si](C)(C)OP(=O)(O[Si](C)(C)C)O[Si](C)(C)C|tris(trimethylsilyl) phosphate
SN|additive|C4H4N2|110-61-2|IAHFWCOBPZCAEA-UHFFFAOYSA-N|N#CCCC#N|succinonitrile;butanedinitrile
ADN|additive|C6H8N2|111-69-3|BTGRAWJCKBQKAO-UHFFFAOYSA-N|N#CCCCCC#N|adiponitrile;hexanedinitrile
BP|additive|C12H10|92-52-4|ZUOUZKKEUPVFJK-UHFFFAOYSA-N|c1ccc(-c2ccccc2)cc1|biphenyl
CHB|additive|C12H16|827-52-1|IGARGHRYKHJQSM-UHFFFAOYSA-N|C1CCC(CC1)c1ccccc1|cyclohexylbenzene`;

export type Role = 'solvent' | 'salt' | 'additive';

/** What an electrolyte can be mixed of, however people call it. */
export interface Ingredient {
  /** Short, as in recipes: `EC`. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** In Hill order. */
  readonly formula: string;
  readonly cas: string;
  readonly inchiKey: string;
  readonly smiles: string;
  readonly otherNames: readonly string[];
}

export const INGREDIENTS: readonly Ingredient[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [name = '', roles = '', formula = '', cas = '', inchiKey = '', smiles = '', others = ''] =
      row.split('|');
    const known = roles.split(' ') as Role[];
    return { name, roles: known, formula, cas, inchiKey, smiles, otherNames: others.split(';') };
  });
